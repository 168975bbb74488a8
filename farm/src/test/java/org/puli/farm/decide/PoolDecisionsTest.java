package org.puli.farm.decide;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.ShareSpec;
import org.puli.api.view.PoolView;
import org.puli.farm.FarmFixture;
import org.puli.farm.change.Change;
import org.puli.farm.request.CreatePool;
import org.puli.farm.request.DeletePool;
import org.puli.farm.request.DeleteShare;
import org.puli.farm.request.EditPool;
import org.puli.farm.request.MoveWorkers;
import org.puli.farm.request.Refusal;
import org.puli.farm.request.Request;
import org.puli.farm.request.SetShare;

class PoolDecisionsTest {
    private static final PoolName NIGHT = new PoolName("night");
    private static final PoolSpec PLAIN = PoolSpec.plain(NIGHT);
    private static final ShareSpec ALPHA = new ShareSpec("alpha", Map.of("prod", List.of("alpha")), List.of(), 2, 0, 0);

    private final FarmFixture farm = farm().workers(2);

    private Refusal refusal(Request<?> request) {
        return requireNonNull(farm.refusal(request), "it was not refused");
    }

    @Test
    void makingAPoolTwiceIsOnce() {
        farm.ask(new CreatePool(PLAIN));
        int changes = farm.changes.size();
        assertThat(farm.ask(new CreatePool(PLAIN)).name()).isEqualTo(NIGHT);
        assertThat(farm.changes).hasSize(changes);
    }

    @Test
    void anotherPoolOfTheNameIsRefusedInWhateverCase() {
        farm.ask(new CreatePool(PLAIN));
        assertThat(refusal(new CreatePool(new PoolSpec(NIGHT, List.of(), 7))).detail())
                .contains("already a pool 'night'");
        assertThat(refusal(new CreatePool(PoolSpec.plain(new PoolName("Night"))))
                        .kind())
                .isEqualTo(Refusal.Kind.CONFLICT);
    }

    @Test
    void workersMoveAllOrNone() {
        farm.ask(new CreatePool(PLAIN));
        List<WorkerName> one = List.of(new WorkerName("w1"));
        List<WorkerName> withStranger = List.of(new WorkerName("w1"), new WorkerName("nobody"));
        assertThat(refusal(new MoveWorkers(NIGHT, withStranger, List.of())).type())
                .isEqualTo("unknown-worker");
        assertThat(farm.worker("w1").pools()).hasSize(1);
        PoolView view = farm.ask(new MoveWorkers(NIGHT, one, List.of()));
        assertThat(view.workerCount()).isEqualTo(1);
        assertThat(farm.worker("w1").pools()).hasSize(2);
        int changes = farm.changes.size();
        farm.ask(new MoveWorkers(NIGHT, one, List.of()));
        assertThat(farm.changes).hasSize(changes);
        farm.ask(new MoveWorkers(JobSpec.DEFAULT_POOL, List.of(), one));
        assertThat(farm.worker("w1").row().pools()).containsExactly("night");
    }

    @Test
    void aPoolGoesOnlyWhenNoJobNamesIt() {
        farm.ask(new CreatePool(PLAIN));
        farm.ask(new MoveWorkers(NIGHT, List.of(new WorkerName("w1")), List.of()));
        farm.ask(new DeletePool(NIGHT));
        assertThat(farm.farm.findPool(NIGHT)).isNull();
        assertThat(farm.worker("w1").row().pools()).containsExactly("default");
        assertThat(refusal(new DeletePool(JobSpec.DEFAULT_POOL)).detail()).contains("stays");
        assertThat(farm.refusal(new DeletePool(NIGHT))).isNull();
    }

    @Test
    void sharesAreSetAndDeletedAndJobsMatchedAnew() {
        var job = farm.submit(job(frames("render", "1-9")));
        farm.plan();
        assertThat(job.share().spec().name()).isEqualTo("rest");
        ShareSpec ada = new ShareSpec("of ada", Map.of(), List.of("ada"), 3, 0, 0);
        farm.ask(new SetShare(JobSpec.DEFAULT_POOL, ALPHA));
        PoolView view = farm.ask(new SetShare(JobSpec.DEFAULT_POOL, ada));
        assertThat(view.shares()).extracting("name").containsExactly("alpha", "of ada", "rest");
        assertThat(view.shares().get(1).used()).isEqualTo(2);
        assertThat(view.shares().get(1).runningCount()).isEqualTo(2);
        assertThat(job.share().spec()).isEqualTo(ada);
        view = farm.ask(new DeleteShare(JobSpec.DEFAULT_POOL, "of ada"));
        assertThat(view.shares()).extracting("name").containsExactly("alpha", "rest");
        assertThat(job.share().leaseCount()).isEqualTo(2);
    }

    @Test
    void aShareThatWouldTakeAllThatIsLeftIsRefused() {
        ShareSpec all = new ShareSpec("x", Map.of(), List.of(), 1, 0, 0);
        Refusal refusal = refusal(new SetShare(JobSpec.DEFAULT_POOL, all));
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNPROCESSABLE);
        assertThat(refusal.type()).isEqualTo("bad-share");
        assertThat(refusal.detail())
                .contains("share 'x' names neither tags nor owners", "leave nothing to 'rest'", "--owner NAME");
        assertThat(refusal(new CreatePool(PLAIN.with(List.of(ALPHA, all)))).type())
                .isEqualTo("bad-share");
        farm.ask(new SetShare(JobSpec.DEFAULT_POOL, ALPHA));
        ShareSpec emptied = new ShareSpec("alpha", Map.of(), List.of(), 1, 0, 0);
        assertThat(refusal(new SetShare(JobSpec.DEFAULT_POOL, emptied)).type()).isEqualTo("bad-share");
    }

    @Test
    void aShareThatTookAllThatIsLeftBeforeMayStay() {
        ShareSpec all = new ShareSpec("x", Map.of(), List.of(), 1, 0, 0);
        farm.apply(new Change.PoolChanged(PoolSpec.plain(JobSpec.DEFAULT_POOL).with(List.of(all))));
        ShareSpec heavier = new ShareSpec("x", Map.of(), List.of(), 3, 0, 0);
        assertThat(farm.ask(new SetShare(JobSpec.DEFAULT_POOL, heavier)).shares())
                .extracting("weight")
                .containsExactly(3.0, 1.0);
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThat(refusal(new EditPool(PLAIN)).detail()).contains("no pool 'night'", "default");
        assertThat(refusal(new SetShare(NIGHT, ALPHA)).type()).isEqualTo("unknown-pool");
        assertThat(refusal(new DeleteShare(NIGHT, "x")).type()).isEqualTo("unknown-pool");
        assertThat(refusal(new MoveWorkers(NIGHT, List.of(), List.of())).type()).isEqualTo("unknown-pool");
    }
}
