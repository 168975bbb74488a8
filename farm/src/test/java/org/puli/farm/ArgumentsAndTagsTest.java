package org.puli.farm;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.puli.api.json.JobDefaults;
import org.puli.api.json.JobPatch;
import org.puli.api.json.JobReader;
import org.puli.api.spec.JobSpec;
import org.puli.api.sync.RunDetails;
import org.puli.api.view.Status;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.EditJob;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.ResumeJob;
import org.puli.farm.request.Running;
import org.puli.farm.request.Selection;
import org.puli.farm.request.Target;

/** Named arguments and tags: how tasks inherit them, and what becomes of them. */
class ArgumentsAndTagsTest {
    private static final JobSpec SPEC = JobReader.read("""
            name: j
            owner: ada
            tags: {shot: sh010, pass: none}
            arguments: {scene: /show/a.blend, samples: 64}
            tasks:
              - {name: plain, command: [r, "{scene}", "{samples}", "{other}", "--f={frame}"], frames: 1-2}
            groups:
              - name: g
                arguments: {samples: 128}
                tags: {pass: beauty}
                tasks:
                  - {name: inner, commands: [[x, "{samples}"], [y, "{samples}"]], environment: {A: b}}
                  - name: line
                    arguments: {samples: "256; date"}
                    tags: {pass: shadow}
                    shell: true
                    command: echo "{samples}" {scene}
            """, JobReader.Format.YAML, new JobDefaults("ada", null));

    private final FarmFixture farm = FarmFixture.farm().workers(1);
    private final Job job = farm.submit(SPEC);

    private Task task(String name) {
        return job.tasks().stream()
                .filter(task -> task.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private RunDetails details(String task, int index) {
        return OrdersShow.details(farm.farm, task(task), index);
    }

    private List<String> line(String task, int index) {
        return details(task, index).commandLine().arguments();
    }

    private Target tagged(@Nullable String node, String tag) {
        return new Target.Tagged(job.id(), node, tag);
    }

    private List<String> paused() {
        return job.tasks().stream().filter(Node::isPaused).map(Node::name).toList();
    }

    @Test
    void innerArgumentsWinInTheOrdersOfWorkersWhichFillInTheFrames() {
        assertThat(line("plain", 0)).containsExactly("r", "/show/a.blend", "64", "{other}", "--f={frame}");
        assertThat(details("plain", 1).environment()).isEmpty();
        assertThat(line("inner", 1)).containsExactly("y", "128");
        assertThat(details("inner", 1).environment()).containsExactly(Map.entry("A", "b"));
    }

    @Test
    void aShellGetsTheValuesAsVariables() {
        assertThat(line("line", 0)).containsExactly("echo \"${PULI_ARG_samples}\" ${PULI_ARG_scene}");
        assertThat(details("line", 0).environment())
                .containsExactly(
                        Map.entry("PULI_ARG_samples", "256; date"), Map.entry("PULI_ARG_scene", "/show/a.blend"));
    }

    @Test
    void aTaskPreparesTheLineOfAllItsCommandsOnceAndOneWithoutArgumentsNothing() {
        assertThat(details("plain", 0).commandLine())
                .isSameAs(details("plain", 1).commandLine());
        Job other = farm.submit(FarmFixture.job(FarmFixture.frames("a", "1-2")));
        Task task = other.tasks().getFirst();
        RunDetails details = OrdersShow.details(farm.farm, task, 0);
        assertThat(details.commandLine()).isSameAs(task.spec().commandLineOf(0));
        assertThat(details.environment()).isSameAs(task.settings().environment());
    }

    @Test
    void commandsAreShownAsTheyRun() {
        assertThat(CommandShow.view(task("plain"), 1).arguments())
                .containsExactly("r", "/show/a.blend", "64", "{other}", "--f=2");
        assertThat(TaskShow.view(task("inner")).settings().arguments())
                .containsExactly(Map.entry("samples", "128"), Map.entry("scene", "/show/a.blend"));
    }

    @Test
    void whatHasNotStartedTakesAnEditedValueAndTheRestKeepsItsOwn() {
        farm.plan();
        RunDetails first = requireNonNull(
                OrdersShow.wanted(farm.farm, farm.worker("w1")).getFirst().details());
        JobSpec now = JobPatch.job(SPEC, "{\"arguments\": {\"samples\": 99, \"scene\": null, \"other\": \"o\"}}")
                .spec();
        assertThat(farm.ask(new EditJob(new Target.WholeJob(job.id()), SPEC, now, "", "")))
                .isPresent();
        assertThat(line("plain", 1)).containsExactly("r", "{scene}", "99", "o", "--f={frame}");
        assertThat(line("inner", 0)).containsExactly("x", "128");
        assertThat(first.commandLine().arguments()).contains("/show/a.blend", "64");
        Farm loaded = Farm.load(farm.farm.rows(1));
        assertThat(loaded.rows(1)).isEqualTo(farm.farm.rows(1));
        assertThat(requireNonNull(loaded.findJob(job.id())).tasks().getFirst().settings())
                .isEqualTo(task("plain").settings());
    }

    @Test
    void tagsAreInheritedAndEdited() {
        assertThat(task("plain").settings().tags()).hasToString("{pass=none, shot=sh010}");
        assertThat(task("inner").settings().tags()).hasToString("{pass=beauty, shot=sh010}");
        assertThat(TaskShow.view(task("line")).settings().tags()).hasToString("{pass=shadow, shot=sh010}");
        JobSpec now = JobPatch.node(
                        JobPatch.job(SPEC, "{\"tags\": {\"shot\": \"sh020\"}}").spec(), 1, """
                {"tags": {"pass": "fx"}}""")
                .spec();
        assertThat(farm.ask(new EditJob(new Target.WholeJob(job.id()), SPEC, now, "", "")))
                .isPresent();
        assertThat(task("inner").settings().tags()).hasToString("{pass=fx, shot=sh020}");
        assertThat(task("line").settings().tags()).hasToString("{pass=shadow, shot=sh020}");
    }

    @Test
    void aTagMeansAllTasksThatCarryIt() {
        farm.ask(new PauseJob(tagged(null, "pass=beauty"), Running.GOES_ON, false));
        assertThat(paused()).containsExactly("inner");
        farm.ask(new PauseJob(tagged("g", "shot"), Running.GOES_ON, false));
        assertThat(paused()).containsExactly("inner", "line");
        assertThat(job.isPaused()).isFalse();
        farm.ask(new ResumeJob(tagged(null, "pass=shadow"), false, false));
        assertThat(paused()).containsExactly("inner");
        farm.ask(new CancelJob(Selection.of(tagged(null, "shot=sh010"))));
        assertThat(job.counts().canceled()).isEqualTo(5);
        assertThat(task("plain").status(0)).isEqualTo(Status.CANCELED);
    }

    @Test
    void aTagThatNoTaskCarriesIsRefusedAsATaskThatIsNotThere() {
        assertThat(farm.refusal(new CancelJob(Selection.of(tagged("plain", "pass=beauty"))))
                        .detail())
                .isEqualTo("there are no tasks with tag pass=beauty in task plain of job 1; 'puli job show 1' shows the"
                        + " tags of its tasks");
        assertThat(farm.refusal(new CancelJob(Selection.of(tagged("nothing", "pass"))))
                        .type())
                .isEqualTo("unknown-task");
        assertThat(farm.refusal(new CancelJob(Selection.of(tagged(null, "sho"))))
                        .type())
                .isEqualTo("unknown-task");
    }
}
