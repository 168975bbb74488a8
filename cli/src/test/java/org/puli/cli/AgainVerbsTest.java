package org.puli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.api.json.JobDefaults;
import org.puli.api.json.JobPatch;
import org.puli.api.json.JobReader;
import org.puli.api.view.JobView;
import org.puli.api.view.Status;

/** Verbs that are asked once more, or of jobs that are over. */
class AgainVerbsTest {
    private FixedFarm farm;

    @BeforeEach
    void open() throws IOException {
        farm = new FixedFarm()
                .on("POST /api/v1/jobs/7/cancel", FixedViews.job(7, "fx", Status.CANCELED))
                .on(
                        "GET /api/v1/jobs/7/spec",
                        JobReader.read(
                                "{name: fx, tasks: [{name: t, command: [x]}]}",
                                JobReader.Format.YAML,
                                new JobDefaults("ada", null)));
    }

    @AfterEach
    void close() {
        farm.close();
    }

    @Test
    void aResubmitThatIsAskedTwiceNamesTheSameKeyUnlessItSaysSomethingElse() {
        farm.onNew("POST /api/v1/jobs", FixedViews.job(8, "fx", Status.READY));
        farm.run("job", "resubmit", "7");
        farm.on("POST /api/v1/jobs", FixedViews.job(8, "fx", Status.READY));
        assertThat(farm.run("job", "resubmit", "7").err())
                .contains("Job 7 is canceled, and job 8 ('fx') has its place already; --key makes another one");
        farm.run("job", "resubmit", "7", "--set", "priority=70");
        farm.run("job", "resubmit", "7", "--key", "mine");
        assertThat(farm.keys()).hasSize(4);
        assertThat(farm.keys().get(0))
                .startsWith("resubmit-7-")
                .isEqualTo(farm.keys().get(1));
        assertThat(farm.keys().get(2))
                .startsWith("resubmit-7-")
                .isNotEqualTo(farm.keys().get(1));
        assertThat(farm.keys().get(3)).isEqualTo("mine");
    }

    @Test
    void aCloneIsAnotherEachTimeUnlessAKeyIsGiven() {
        farm.on("POST /api/v1/jobs", FixedViews.job(8, "fx", Status.READY));
        farm.run("job", "clone", "7");
        farm.run("job", "clone", "7");
        assertThat(farm.run("job", "clone", "7", "--key", "k").err())
                .isEqualTo("This submission key is known: job 8 ('fx') was submitted before\n");
        assertThat(farm.keys()).doesNotHaveDuplicates().endsWith("k");
        assertThat(farm.run("job", "clone", "7", "--key", " k").code()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pause 7             | is over; what is retried of it waits, since it is paused now: fx
            pause 7 --task comp | is over; what is retried of comp waits, since it is paused now: fx
            resume 7            | is over, so nothing goes on; puli job retry runs it again: fx
            retry 7 | runs nothing again: nothing that is meant failed or was canceled (--all takes what is done, too)
            retry 7 --all       | runs nothing again: nothing that is meant has ended
            """)
    void verbsSayThatAJobIsOver(String words, String said) {
        farm.on("POST /api/v1/jobs/7/" + words.split(" ", 2)[0], over());
        assertThat(farm.run(("job " + words).split(" ", -1)).lines()).containsExactly("job 7 " + said);
    }

    private static JobView over() {
        return FixedViews.ended(7, "fx");
    }

    @Test
    void theHelpOfSetNamesEveryKeyThatItChanges() {
        String help = FixedFarm.alone("job", "set", "--help").out().replaceAll("\\s+", " ");
        assertThat(help)
                .contains(
                        "tag.NAME",
                        "env.NAME",
                        "arg.NAME",
                        "after (its times)",
                        "requirements",
                        "stopAfterFailures",
                        "place");
        Stream.of(JobPatch.JOB_KEYS, JobPatch.GROUP_KEYS, JobPatch.TASK_KEYS)
                .flatMap(keys -> keys.stream())
                .filter(key -> !List.of("tags", "environment", "arguments").contains(key))
                .forEach(key -> assertThat(help).containsPattern("\\b" + key + "\\b"));
    }
}
