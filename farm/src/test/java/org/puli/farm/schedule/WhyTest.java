package org.puli.farm.schedule;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.after;
import static org.puli.farm.FarmFixture.cores;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.licensed;
import static org.puli.farm.FarmFixture.limited;
import static org.puli.farm.FarmFixture.requiring;
import static org.puli.farm.FarmFixture.tagged;
import static org.puli.farm.FarmFixture.task;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.puli.api.CommandId;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.Requirements;
import org.puli.api.spec.ShareSpec;
import org.puli.api.sync.EndedRun;
import org.puli.api.view.WhyView;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.Task;
import org.puli.farm.request.SetShare;
import org.puli.farm.request.SubmitJob;

class WhyTest {
    private final FarmFixture farm = farm();

    private WhyView why(Job job) {
        farm.plan();
        return farm.why.ofJob(job);
    }

    private WhyView why(long command) {
        farm.plan();
        Task task = requireNonNull(farm.farm.findTask(new CommandId(command)));
        return farm.why.ofCommand(task, task.indexOf(new CommandId(command)));
    }

    @Test
    void busyWorkersAreCountedAndTheLineIsTold() {
        farm.workers(3);
        farm.submit(job(60, 1, frames("first", "1-9")));
        Job second = farm.submit(job(frames("second", "1-9")));
        WhyView why = why(second);
        assertThat(why.about()).isEqualTo("job 2 'job'");
        assertThat(why.answer())
                .isEqualTo(
                        "waits: every worker that is right for it is taken (3 workers: 3 busy); 1 job comes before it");
        assertThat(why.advice()).isNull();
        assertThat(why.parts().getFirst().workers()).containsExactly(new WhyView.Counted(3, "busy"));
        assertThat(why.parts().getFirst().work()).isEqualTo("task 'second'");
    }

    @Test
    void whatWorkersLackIsCounted() {
        farm.workers(2, 1).workers(1, 8);
        Requirements gpu = new Requirements(List.of("gpu"), List.of(), Map.of(), List.of(), List.of());
        WhyView why = why(farm.submit(job(task("render", "1", requiring(gpu)))));
        assertThat(why.answer()).isEqualTo("waits: no worker takes it (3 workers: 3 without tag gpu)");
        assertThat(requireNonNull(why.advice())).contains("without tag gpu");
        WhyView large = why(farm.submit(job(task("render", "1", cores(64)))));
        assertThat(large.answer()).contains("with fewer than 64 cores");
    }

    @Test
    void licensesSharesAndMaximumsAreNamed() {
        farm.workers(9).license("nuke", 2);
        farm.submit(job(task("comp", "1-9", licensed("nuke", 1))));
        assertThat(why(farm.submit(job(task("comp", "1-9", licensed("nuke", 2)))))
                        .answer())
                .isEqualTo("waits for license nuke (2/2 in use, 2 needed)");
        Job limited = farm.submit(limited(1, frames("render", "1-9")));
        assertThat(why(limited).answer()).isEqualTo("runs 1 command, as many as its maximum");
        farm.ask(new SetShare(
                JobSpec.DEFAULT_POOL, new ShareSpec("alpha", Map.of("prod", List.of("a")), List.of(), 1, 0, 2)));
        assertThat(why(farm.submit(tagged("a", 50, frames("render", "1-9")))).answer())
                .isEqualTo("waits: its share 'alpha' of pool default holds 2 of at most 2 cores' worth");
    }

    @Test
    void tasksThatWaitForOthersSaySo() {
        farm.workers(1);
        farm.submit(job(frames("a", "1-2"), frames("b", "1", after("a"))));
        assertThat(why(3).answer()).isEqualTo("waits: its task waits for 'a' to end done");
        assertThat(why(2).answer()).startsWith("waits: every worker that is right for it is taken");
        assertThat(why(1).answer()).isEqualTo("is ASSIGNED on w1");
        farm.end(1, EndedRun.Outcome.DONE);
        assertThat(why(1).answer()).isEqualTo("is DONE");
    }

    @Test
    void commandsOfOneTaskTakeTurns() {
        farm.workers(1);
        farm.submit(job(frames("a", "1-9")));
        assertThat(why(5).answer()).endsWith("it is the first in line, after others of its task");
    }

    @Test
    void whatIsOverHasNothingLeft() {
        farm.workers(1);
        Job job = farm.submit(job(frames("a", "1")));
        farm.plan();
        farm.end(1, EndedRun.Outcome.DONE);
        assertThat(why(job).answer()).isEqualTo("is over: nothing of it is left to start");
    }

    @Test
    void whatNoWorkerCouldRunIsSaidAtSubmit() {
        farm.workers(2, 1).workers(1, 8);
        List<String> warnings = farm.ask(
                        new SubmitJob("ada", job(task("small", "1", cores(2)), task("large", "1", cores(64))), null))
                .job()
                .warnings();
        assertThat(warnings)
                .containsExactly("no worker in pool default is right for task 'large' (3 workers: 3 with fewer than"
                        + " 64 cores)");
        assertThat(farm.ask(new SubmitJob("ada", job(task("small", "1", cores(8))), null))
                        .job()
                        .warnings())
                .isNull();
    }

    @Test
    void aWorkerTellsWhatItCannotTake() {
        farm.workers(1, 4);
        farm.submit(job(task("a", "1", cores(3))));
        farm.submit(job(task("b", "1", cores(2))));
        farm.plan();
        WhyView why = farm.why.ofWorker(farm.worker("w1"));
        assertThat(why.answer())
                .isEqualTo("runs 1 command and has 1.0 cores free; of what waits in its pools it gets nothing now");
        assertThat(why.parts().getFirst())
                .isEqualTo(new WhyView.Part(
                        "job 2, task 'b'", "the worker is kept for it, and has too little room left yet", List.of()));
    }
}
