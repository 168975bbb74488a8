package org.puli.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.puli.api.json.JobReader.Format;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.TaskSpec;
import org.puli.api.view.Problem;

/** Reads job documents for tests: as YAML, as JSON, and those that are refused. */
final class JobFixture {
    static final JobDefaults DEFAULTS = new JobDefaults("ada", "/home/ada");

    private JobFixture() {}

    static JobSpec yaml(String text, String... overrides) {
        return JobReader.read(text, Format.YAML, DEFAULTS, List.of(overrides));
    }

    static JobSpec json(String text) {
        return JobReader.read(text, Format.JSON, DEFAULTS);
    }

    /** The one task of a job whose task has these lines, each indented by four. */
    static TaskSpec task(String... lines) {
        return yaml(withTask(lines)).tasks().getFirst();
    }

    static String withTask(String... lines) {
        return "name: j\ntasks:\n  - name: t\n    " + String.join("\n    ", lines) + "\n";
    }

    static List<Problem.Fault> faults(String yaml, String... overrides) {
        return refused(yaml, Format.YAML, overrides);
    }

    static List<Problem.Fault> jsonFaults(String json) {
        return refused(json, Format.JSON);
    }

    private static List<Problem.Fault> refused(String text, Format format, String... overrides) {
        BadDocument refusal = catchThrowableOfType(
                BadDocument.class, () -> JobReader.read(text, format, DEFAULTS, List.of(overrides)));
        assertThat(refusal).as("the document is refused").isNotNull();
        return refusal.faults();
    }

    /** The only fault of a document. */
    static Problem.Fault fault(String yaml) {
        List<Problem.Fault> faults = faults(yaml);
        assertThat(faults).hasSize(1);
        return faults.getFirst();
    }

    /** The only fault of a document with such a task. */
    static Problem.Fault taskFault(String... lines) {
        return fault(withTask(lines));
    }

    static void assertFault(Problem.Fault fault, String pointer, int line, String... words) {
        assertThat(fault.pointer()).as(fault.toString()).isEqualTo(pointer);
        assertThat(fault.line()).as(fault.toString()).isEqualTo(line);
        assertThat(fault.message()).contains(words);
    }
}
