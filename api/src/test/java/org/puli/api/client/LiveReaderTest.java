package org.puli.api.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.puli.api.JobId;
import org.puli.api.client.FixedServer.Answer;
import org.puli.api.view.JobView;

class LiveReaderTest {
    private static final String RUNNING = "event: job\ndata: " + FarmClientTest.JOB + "\n\n";
    private static final String DONE = RUNNING.replace("RUNNING", "DONE");

    /** Writes down what it hears, until the job has ended. */
    private static final class FixedWatch implements JobWatch {
        private final List<String> heard = new ArrayList<>();

        @Override
        public boolean changed(JobView job) {
            heard.add(job.id() + " " + job.status());
            return !job.status().isEnded();
        }

        @Override
        public boolean deleted(JobId job) {
            heard.add(job + " deleted");
            return true;
        }
    }

    private static List<String> follow(Answer... answers) {
        FixedWatch watch = new FixedWatch();
        try (var server = new FixedServer(answers);
                FarmClient client = new FarmClient(FarmAddress.of(server.address()))) {
            client.follow(List.of(new JobId(7)), watch);
            assertThat(server.asked.getFirst().line()).isEqualTo("GET /api/v1/live?jobs=7");
        }
        return watch.heard;
    }

    @Test
    void viewsAreHeardInOrderUntilTheWatchHasHadEnough() {
        assertThat(follow(Answer.events(": still here\n\n" + RUNNING + DONE + RUNNING)))
                .containsExactly("7 RUNNING", "7 DONE");
    }

    @Test
    void aConnectionThatEndsIsMadeAgainAndBeginsWithThePresentView() {
        assertThat(follow(Answer.events(RUNNING), Answer.none(), Answer.events(DONE)))
                .containsExactly("7 RUNNING", "7 DONE");
    }

    @Test
    void followingEndsWhenEveryJobIsDeleted() {
        assertThat(follow(Answer.events(RUNNING + "event: deleted\ndata: 7\n\n")))
                .containsExactly("7 RUNNING", "7 deleted");
    }

    @Test
    void aJobThatWasDeletedWhileNobodyWasConnectedIsNoticed() {
        Answer gone = Answer.problem(404, "unknown-job", "there is no job 7");
        assertThat(follow(Answer.events(RUNNING), gone, gone)).containsExactly("7 RUNNING", "7 deleted");
    }

    @Test
    void anUnknownJobCannotBeFollowed() {
        assertThatThrownBy(() -> follow(Answer.problem(404, "unknown-job", "there is no job 7")))
                .isInstanceOf(FarmRefusal.class)
                .hasMessage("there is no job 7");
    }
}
