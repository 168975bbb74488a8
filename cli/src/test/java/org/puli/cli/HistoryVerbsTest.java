package org.puli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.puli.api.JobId;
import org.puli.api.view.JobResults;
import org.puli.api.view.JobResults.JobResult;
import org.puli.api.view.Status;

class HistoryVerbsTest {
    private FixedFarm farm;

    @BeforeEach
    void open() throws IOException {
        farm = new FixedFarm();
    }

    @AfterEach
    void close() {
        farm.close();
    }

    @Test
    void theHistoryIsListedWithTheSameFilters() {
        farm.onList("GET /api/v1/jobs", FixedViews.job(7, "fx", Status.DONE).archived(1_700_000_000_000L, null));
        assertThat(farm.run("job", "list", "--archived", "--owner", "ada", "--since", "7d")
                        .lines())
                .hasSize(2);
        assertThat(farm.asked())
                .last()
                .asString()
                .matches("GET /api/v1/jobs\\?history=archived&since=\\d{13}&owner=ada&offset=0&limit=100");
        farm.run("job", "list", "--deleted", "--until", "1d");
        assertThat(farm.asked())
                .last()
                .asString()
                .matches("GET /api/v1/jobs\\?history=deleted&until=\\d{13}&offset=0&limit=100");
        assertThat(farm.run("job", "list", "--since", "soon").code()).isEqualTo(2);
    }

    @Test
    void aJobOfTheHistorySaysSo() {
        farm.on("GET /api/v1/jobs/7", FixedViews.job(7, "fx", Status.FAILED).archived(1_700_000_000_000L, null));
        assertThat(farm.run("job", "show", "7").out()).contains("Archived").doesNotContain("puli job retry");
    }

    @Test
    void jobsAreArchivedAndBroughtBackByNumbers() {
        farm.on("POST /api/v1/jobs/7/archive", FixedViews.job(7, "fx", Status.DONE))
                .on("POST /api/v1/jobs/7/undelete", FixedViews.job(7, "fx", Status.DONE));
        assertThat(farm.run("job", "archive", "7").out()).isEqualTo("job 7 is archived\n");
        assertThat(farm.run("job", "undelete", "7").out()).isEqualTo("job 7 is in the history again\n");
        assertThat(farm.run("job", "undelete", "8").code()).isNotZero();
        assertThat(farm.run("job", "archive").code()).isEqualTo(2);
    }

    @Test
    void jobsOfTheHistoryAreDeletedByAFilter() {
        farm.on("DELETE /api/v1/jobs", new JobResults(List.of(new JobResult(new JobId(7), null, null))));
        assertThat(farm.run("job", "delete", "--archived", "--owner", "ada", "--before", "30d")
                        .out())
                .isEqualTo("job 7 is deleted\n");
        assertThat(farm.asked())
                .last()
                .asString()
                .matches("DELETE /api/v1/jobs\\?history=archived&until=\\d{13}&owner=ada");
    }

    @Test
    void aDryRunOnlyAsks() {
        farm.onList("GET /api/v1/jobs", FixedViews.job(7, "fx", Status.DONE))
                .on("GET /api/v1/jobs/8", FixedViews.job(8, "fx2", Status.DONE));
        var ran = farm.run("job", "delete", "--archived", "--before", "30d", "--dry-run");
        assertThat(ran.out()).isEqualTo("job 7 would be deleted (fx)\n");
        assertThat(ran.err()).contains("1 jobs; nothing was changed");
        assertThat(farm.run("job", "archive", "8", "--dry-run").out()).isEqualTo("job 8 would be archived (fx2)\n");
        assertThat(farm.asked()).allMatch(request -> request.startsWith("GET "));
    }
}
