package org.puli.farm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.puli.api.sync.AttemptRef;
import org.puli.farm.change.Change;
import org.puli.farm.row.AttemptRow;
import org.puli.farm.row.AuditRow;

/**
 * On days on which anything may happen, the batches bring each row and each view that differs from the one before, and
 * a farm that is loaded from the rows is the one that lives.
 */
class TouchedTest {
    private static final int DAYS = 12;
    private static final int STEPS = 120;

    private final TreeSet<AttemptRef> assigned = new TreeSet<>();
    private KeptRows rows = new KeptRows();
    private ShownViews shown = ShownViews.none();
    private int audited;
    private long batch;

    @Test
    void eachChangeBringsTheRowsAndViewsThatItMakesAnew() {
        for (long seed = 1; seed <= DAYS; seed++) {
            live(seed, 1);
        }
    }

    @Test
    void aBatchOfManyChangesBringsThemToo() {
        for (long seed = 1; seed <= DAYS; seed++) {
            live(-seed, 40);
        }
    }

    @Test
    void aFarmAtRestHasNothingToStoreOrToShow() {
        Farm farm = FarmFixture.farm().workers(1).license("nuke", 2).farm;
        Touched touched = farm.takeTouched();
        assertThat(touched.hasRows()).isTrue();
        assertThat(touched.hasViews()).isTrue();
        assertThat(farm.takeTouched().hasRows()).isFalse();
        assertThat(farm.takeTouched().hasViews()).isFalse();
    }

    private void live(long seed, int mostChanges) {
        SplittableRandom random = new SplittableRandom(seed);
        BusyDay day = new BusyDay(seed);
        Farm farm = day.fixture.farm;
        rows = new KeptRows();
        shown = ShownViews.none();
        assigned.clear();
        audited = 0;
        batch = 0;
        close(farm, seed);
        day.fixture.watcher = change -> {
            note(change);
            if (random.nextInt(mostChanges) == 0) {
                close(farm, seed);
            }
        };
        day.begin();
        for (int step = 0; step < STEPS; step++) {
            day.happen();
            if (step % 20 == 0) {
                close(farm, seed);
                checkLoaded(farm, seed);
            }
        }
    }

    private void note(Change change) {
        if (change instanceof Change.CommandAssigned start) {
            assigned.add(start.attempt());
        }
        audited += change instanceof Change.Audited ? 1 : 0;
    }

    /** Takes what was touched, as the loop does when it closes a batch. */
    private void close(Farm farm, long seed) {
        Touched touched = farm.takeTouched();
        if (touched.hasRows()) {
            rows.add(touched.rows(farm.numbers().row(++batch)));
        }
        if (touched.hasViews()) {
            shown.add(touched);
        }
        String day = "day " + seed + ", batch " + batch;
        ShownViews anew = ShownViews.of(farm);
        assertThat(shown.jobs()).as(day).isEqualTo(anew.jobs());
        assertThat(shown.workers()).as(day).isEqualTo(anew.workers());
        assertThat(shown.pools()).as(day).isEqualTo(anew.pools());
        assertThat(shown.licenses()).as(day).isEqualTo(anew.licenses());
        farm.jobs()
                .forEach(job -> assertThat(job.endedAt() != 0)
                        .as(day + ": job " + job.id() + " has ended")
                        .isEqualTo(job.isOver()));
        checkRows(farm, day);
        checkHistory(farm, day);
    }

    private void checkRows(Farm farm, String day) {
        var stored = rows.all();
        var live = farm.rows(batch);
        assertThat(stored.farm()).as(day).isEqualTo(live.farm());
        assertThat(stored.specs()).as(day).isEqualTo(live.specs());
        assertThat(stored.jobs()).as(day).isEqualTo(live.jobs());
        assertThat(stored.tasks()).as(day).containsAll(live.tasks());
        assertThat(stored.commands()).as(day).isEqualTo(live.commands());
        assertThat(stored.workers()).as(day).isEqualTo(live.workers());
        assertThat(stored.pools()).as(day).isEqualTo(live.pools());
        assertThat(stored.licenses()).as(day).isEqualTo(live.licenses());
        assertThat(stored.blocks()).as(day).isEqualTo(live.blocks());
    }

    /** Each attempt that holds nothing any more is told once, and each verb of a person. */
    private void checkHistory(Farm farm, String day) {
        List<String> over = new ArrayList<>();
        TreeSet<AttemptRef> ended = new TreeSet<>(assigned);
        farm.workers().forEach(worker -> worker.leases().forEach(command -> ended.remove(command.ref())));
        ended.forEach(attempt -> over.add(attempt.command() + "." + attempt.attempt()));
        assertThat(rows.attempts).as(day).extracting(TouchedTest::name).containsExactlyInAnyOrderElementsOf(over);
        assertThat(rows.audit).as(day).extracting(AuditRow::number).hasSize(audited);
    }

    private static String name(AttemptRow row) {
        return row.commandId() + "." + row.attempt();
    }

    private void checkLoaded(Farm live, long seed) {
        String day = "day " + seed + ", loaded after batch " + batch;
        Farm loaded = Farm.load(rows.all());
        assertThat(loaded.rows(batch)).as(day).isEqualTo(live.rows(batch));
        assertThat(wholes(loaded)).as(day).isEqualTo(wholes(live));
        assertThat(ShownViews.of(loaded).pools()).as(day).isEqualTo(shown.pools());
        assertThat(ShownViews.of(loaded).licenses()).as(day).isEqualTo(shown.licenses());
        assertThat(loaded.counts()).as(day).isEqualTo(live.counts());
        assertThat(nextCommands(loaded)).as(day).isEqualTo(nextCommands(live));
        assertThat(room(loaded)).as(day).isEqualTo(room(live));
    }

    private static List<Object> wholes(Farm farm) {
        return farm.jobs().stream().<Object>map(job -> JobShow.whole(job, null)).toList();
    }

    private static List<Integer> nextCommands(Farm farm) {
        return farm.jobs().stream()
                .flatMap(job -> job.tasks().stream())
                .map(Task::nextIndex)
                .toList();
    }

    private static List<List<Object>> room(Farm farm) {
        return farm.workers().stream()
                .map(Worker::view)
                .map(view -> List.<Object>of(
                        view.name(), view.status(), view.running(), view.coresFree(), view.memoryFreeBytes()))
                .toList();
    }
}
