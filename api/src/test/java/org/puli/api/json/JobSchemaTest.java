package org.puli.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.api.json.JobReader.Format;
import org.puli.api.spec.JobSpec;

/** The schema that editors use and the reader agree, and the page about job files leaves nothing out. */
class JobSchemaTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final JobDefaults DEFAULTS = new JobDefaults("ada", "/work");
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(read(ROOT.resolve("docs/job.schema.json")));

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Every whole YAML document on the page about job files, and those of the examples. */
    static Stream<String> documents() {
        List<String> documents = new ArrayList<>();
        for (String block : read(ROOT.resolve("docs/job-files.md")).split("```yaml\n", -1)) {
            if (block.startsWith("name:") || block.startsWith("# A job")) {
                documents.add(block.substring(0, block.indexOf("```")));
            }
        }
        documents.add(read(ROOT.resolve("examples/turntable/turntable.yaml")));
        return documents.stream();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void goodDocumentsPassBoth(String document) {
        JobSpec job = JobReader.read(document, Format.YAML, DEFAULTS);
        assertThat(job.commandCount()).isPositive();
        // This is how the command line submits it, and how it is cloned and edited.
        assertThat(JobReader.read(JobWriter.write(job), Format.JSON, DEFAULTS)).isEqualTo(job);
        assertThat(SCHEMA.validate(document, InputFormat.YAML)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{name: a, tasks: [{name: t, shell: true, commands: ['echo 1', 'echo 2']}]}",
                "{name: 12, owner: ada, tags: {a: 1}, tasks: [{name: t, command: [a, 1, true], frames: 7}]}",
                "{name: a, tasks: , groups: [{name: g, tasks: [{name: t, command: [a]}]}]}",
                "{name: a, tasks: [{name: t, command: [a], after: {file: /a b}}]}",
                "{name: a, tasks: [{name: t, command: [a], after: [{file: 'C:\\a'}, {file: '\\\\nas\\a'}]}]}",
                "{name: a, retryDelay: 0, exitCodes: {free: 99, done: []}, tasks: [{name: t, command: [a]}]}",
                "{name: a, arguments: {b: 1, firsts: true}, tasks: [{name: t, tags: {x: 1}, command: [a, '{b}']}]}",
                "{name: a, timeout: 90, memory: 1.5G, cores: 0.5, tasks: [{name: t, command: [a], after: }]}"
            })
    void odderGoodDocumentsPassBothToo(String document) {
        goodDocumentsPassBoth(document);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{name: a}",
                "{name: a, tasks: []}",
                "{name: '', tasks: [{name: t, command: [a]}]}",
                "{name: ' a', tasks: [{name: t, command: [a]}]}",
                "{name: a, priorty: 3, tasks: [{name: t, command: [a]}]}",
                "{name: a, priority: 101, tasks: [{name: t, command: [a]}]}",
                "{name: a, priority: 1.5, tasks: [{name: t, command: [a]}]}",
                "{name: a, weight: 0, tasks: [{name: t, command: [a]}]}",
                "{name: a, maxWorkers: -1, tasks: [{name: t, command: [a]}]}",
                "{name: a, pool: 'a b', tasks: [{name: t, command: [a]}]}",
                "{name: a, paused: maybe, tasks: [{name: t, command: [a]}]}",
                "{name: a, tags: [x], tasks: [{name: t, command: [a]}]}",
                "{name: a, cores: 0, tasks: [{name: t, command: [a]}]}",
                "{name: a, memory: lots, tasks: [{name: t, command: [a]}]}",
                "{name: a, timeout: soon, tasks: [{name: t, command: [a]}]}",
                "{name: a, attempts: 0, tasks: [{name: t, command: [a]}]}",
                "{name: a, licenses: {nuke: 0}, tasks: [{name: t, command: [a]}]}",
                "{name: a, licenses: nuke, tasks: [{name: t, command: [a]}]}",
                "{name: a, workingDirectory: here, tasks: [{name: t, command: [a]}]}",
                "{name: a, environment: {PULI_X: a}, tasks: [{name: t, command: [a]}]}",
                "{name: a, environment: {'a b': a}, tasks: [{name: t, command: [a]}]}",
                "{name: a, arguments: {frame: 1}, tasks: [{name: t, command: [a]}]}",
                "{name: a, tasks: [{name: t, arguments: {PULI_A: 1}, command: [a]}]}",
                "{name: a, groups: [{name: g, arguments: [a], tasks: [{name: t, command: [a]}]}]}",
                "{name: a, tasks: [{name: t, tags: [x], command: [a]}]}",
                "{name: a, groups: [{name: g, tags: {x: ''}, tasks: [{name: t, command: [a]}]}]}",
                "{name: a, tasks: [{command: [a]}]}",
                "{name: a, tasks: [{name: t}]}",
                "{name: a, tasks: [{name: t, command: []}]}",
                "{name: a, tasks: [{name: t, command: a b}]}",
                "{name: a, tasks: [{name: t, shell: true, command: [a]}]}",
                "{name: a, tasks: [{name: t, command: [[a]]}]}",
                "{name: a, tasks: [{name: t, command: [a], commands: [[a]]}]}",
                "{name: a, tasks: [{name: t, commands: []}]}",
                "{name: a, tasks: [{name: t, commands: [[a]], frames: 1-2}]}",
                "{name: a, tasks: [{name: t, command: [a], frames: one}]}",
                "{name: a, tasks: [{name: t, command: [a], chunk: 2}]}",
                "{name: a, tasks: [{name: t, command: [a], frames: 1-2, chunk: 0}]}",
                "{name: a, tasks: [{name: t, command: [a], after: {outcome: any}}]}",
                "{name: a, tasks: [{name: s, command: [a]}, {name: t, command: [a], after: {task: s, outcome: good}}]}",
                "{name: a, tasks: [{name: t, command: [a], after: {file: here}}]}",
                "{name: a, tasks: [{name: t, command: [a], after: {file: ''}}]}",
                "{name: a, tasks: [{name: t, command: [a], after: {file: /a, outcome: any}}]}",
                "{name: a, groups: [{name: g}]}",
                "{name: a, groups: [{name: g, owner: me, tasks: [{name: t, command: [a]}]}]}",
                "{name: a, strategy: random, tasks: [{name: t, command: [a]}]}",
                "{name: a, tasks: [{name: t, command: [a], strategy: fair}]}",
                "{name: a, tasks: [{name: t, command: [a], priority: 101}]}",
                "{name: a, gpus: -1, tasks: [{name: t, command: [a]}]}",
                "{name: a, amounts: {x: 0}, tasks: [{name: t, command: [a]}]}",
                "{name: a, limits: {openFiles: 63}, tasks: [{name: t, command: [a]}]}",
                "{name: a, limits: {nice: -1}, tasks: [{name: t, command: [a]}]}",
                "{name: a, limits: {oomScoreAdj: 1001}, tasks: [{name: t, command: [a]}]}",
                "{name: a, limits: {pinned: 2}, tasks: [{name: t, command: [a]}]}",
                "{name: a, limits: {files: 64}, tasks: [{name: t, command: [a]}]}",
                "{name: a, limits: 64, tasks: [{name: t, command: [a]}]}",
                "{name: a, preemptible: 1, tasks: [{name: t, command: [a]}]}",
                "{name: a, skipDoneFrames: 1, tasks: [{name: t, command: [a]}]}",
                "{name: a, wholeMachine: 1, tasks: [{name: t, command: [a]}]}",
                "{name: a, requirements: [linux], tasks: [{name: t, command: [a]}]}",
                "{name: a, requirements: {os: {}}, tasks: [{name: t, command: [a]}]}",
                "{name: a, requirements: {os: {least: 1}}, tasks: [{name: t, command: [a]}]}",
                "{name: a, requirements: {os: {min: many}}, tasks: [{name: t, command: [a]}]}",
                "{name: a, retryDelay: never, tasks: [{name: t, command: [a]}]}",
                "{name: a, retryBackoff: 0.5, tasks: [{name: t, command: [a]}]}",
                "{name: a, exitCodes: {maybe: [1]}, tasks: [{name: t, command: [a]}]}",
                "{name: a, exitCodes: {free: [1.5]}, tasks: [{name: t, command: [a]}]}",
                "{name: a, exitCodes: {free: [1, 1]}, tasks: [{name: t, command: [a]}]}",
                "{name: a, licenseFailure: {pattern: x}, tasks: [{name: t, command: [a]}]}",
                "{name: a, licenseFailure: no license, tasks: [{name: t, command: [a]}]}",
                "{name: a, blocklistAfter: -1, tasks: [{name: t, command: [a]}]}",
                "{name: a, stopAfterFailures: 0, tasks: [{name: t, command: [a]}]}",
                "{name: a, stopAtFailureRate: 1.5, tasks: [{name: t, command: [a]}]}",
                "{name: a, tasks: [{name: t, command: [a], stopAfterFailures: 3}]}",
                "{name: a, requirements: {tags: []}, requirement: {}, tasks: [{name: t, command: [a]}]}"
            })
    void badDocumentsPassNeither(String document) {
        assertThatThrownBy(() -> JobReader.read(document, Format.YAML, DEFAULTS))
                .isInstanceOf(BadDocument.class);
        assertThat(SCHEMA.validate(document, InputFormat.YAML)).isNotEmpty();
    }

    @Test
    void thePageAboutJobFilesTellsEveryLimit() throws IllegalAccessException {
        String page = read(ROOT.resolve("docs/job-files.md"));
        for (Field field : JobLimits.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                String limit = String.format(Locale.ROOT, "%,d", field.getLong(null));
                assertThat(page).as(field.getName()).contains(" " + limit + " |");
            }
        }
    }
}
