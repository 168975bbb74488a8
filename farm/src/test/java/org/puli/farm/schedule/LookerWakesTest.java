package org.puli.farm.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.puli.api.WorkerName;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.JobSpec;
import org.puli.api.sync.Availability;
import org.puli.api.sync.Availability.Cause;
import org.puli.api.sync.Availability.OfRunning;
import org.puli.api.sync.Equipment;
import org.puli.api.view.Presence;
import org.puli.farm.FarmFixture;
import org.puli.farm.FileWatch;
import org.puli.farm.Job;
import org.puli.farm.Moment;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;
import org.puli.farm.decide.Rules.Wake;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.Tick;

/** Machines that are woken so that they look for files. */
class LookerWakesTest {
    private static final Availability TIRED = new Availability(Cause.SLEEPING, "idle for 10m", OfRunning.FINISH);
    private static final Wake RULES = new Wake(2, 60_000, 3);
    private static final long PAUSE = RULES.againMillis() * LookerWakes.PAUSES;

    private final FarmFixture farm = farm();
    private final Wakes wakes = new Wakes(farm.farm, farm.planner);

    private String sleeper() {
        int number = farm.farm.workers().size() + 1;
        farm.worker(1, Equipment.NONE.wokenBy(List.of("52:54:00:12:34:0" + number)));
        sleep("w" + number);
        return "w" + number;
    }

    private void sleep(String name) {
        farm.sync(farm.report(name, "boot").availability(TIRED));
    }

    private void rise(String name) {
        farm.sync(farm.report(name, "boot"));
    }

    private Job waiting(String... paths) {
        List<Dependency> files =
                List.of(paths).stream().<Dependency>map(Dependency.File::new).toList();
        return farm.submit(job(frames("mesh", "1", files.toArray(Dependency[]::new))));
    }

    /** The names of those to whom packets are sent. */
    private List<String> woken() {
        farm.plan();
        List<Change> due = wakes.findDue(RULES, new Moment(farm.millis, farm.millis));
        due.forEach(farm::apply);
        return due.stream()
                .filter(Change.WakeSent.class::isInstance)
                .map(change -> ((Change.WakeSent) change).worker().value())
                .toList();
    }

    /** Time passes, and who is awake is heard. */
    private void pass(long millis) {
        farm.millis += millis;
        List.copyOf(farm.farm.workers()).stream()
                .filter(worker -> worker.presence() == Presence.ONLINE)
                .forEach(worker -> rise(worker.name().value()));
        farm.ask(new Tick());
    }

    private void tick() {
        pass(500);
    }

    private @Nullable String looker(String path) {
        FileWatch watch = farm.farm.files().find(JobSpec.DEFAULT_POOL, path);
        Worker worker = watch == null ? null : watch.worker();
        return worker == null ? null : worker.name().value();
    }

    @Test
    void whereAllSleepOneIsWokenAtOnceAndLooks() {
        sleeper();
        sleeper();
        Job job = waiting("/a", "/b");
        assertThat(woken()).containsExactly("w1");
        assertThat(farm.why.ofJob(job).answer()).endsWith("and worker w1 is woken to look for it");
        assertThat(woken()).as("one is enough").isEmpty();
        rise("w1");
        tick();
        assertThat(looker("/a")).isEqualTo("w1");
        assertThat(looker("/b")).isEqualTo("w1");
        assertThat(woken()).isEmpty();
    }

    @Test
    void nobodyIsWokenForWhatNobodyWaitsForOrIsHeld() {
        sleeper();
        Job job = waiting("/a");
        farm.ask(new PauseJob(job.id()));
        assertThat(woken()).isEmpty();
        farm.ask(new CancelJob(job.id()));
        assertThat(woken()).isEmpty();
    }

    @Test
    void thoseAwakeMayNotSeeItSoThatSleepersAreWokenOneAfterTheOther() {
        farm.workers(1);
        sleeper();
        sleeper();
        waiting("/a");
        tick();
        assertThat(looker("/a")).isEqualTo("w1");
        assertThat(woken()).as("the one awake looks first").isEmpty();
        pass(PAUSE - 1);
        assertThat(woken()).isEmpty();
        pass(1);
        assertThat(woken()).containsExactly("w2");
        rise("w2");
        tick();
        assertThat(looker("/a")).as("who was woken for it comes first").isEqualTo("w2");
        pass(FileWatch.TURN_MILLIS);
        assertThat(looker("/a")).as("then all awake in turn").isEqualTo("w1");
        sleep("w2");
        pass(PAUSE - FileWatch.TURN_MILLIS - 501);
        assertThat(woken()).isEmpty();
        pass(1_000);
        assertThat(woken()).as("another one's turn").containsExactly("w3");
        rise("w3");
        tick();
        sleep("w3");
        pass(PAUSE);
        assertThat(woken()).as("and the first one's again").containsExactly("w2");
    }

    @Test
    void aFileGoesRoundAllWhoAreAwakeBefore() {
        farm.workers(8);
        sleeper();
        waiting("/a");
        assertThat(woken()).isEmpty();
        pass(8 * FileWatch.TURN_MILLIS - 1);
        assertThat(woken()).isEmpty();
        pass(1);
        assertThat(woken()).containsExactly("w9");
    }

    @Test
    void whoDoesNotComeIsNotWaitedForLongerThanTheTries() {
        sleeper();
        sleeper();
        waiting("/a");
        assertThat(woken()).containsExactly("w1");
        for (int i = 0; i < 2; i++) {
            farm.pass(60_000);
            assertThat(woken()).containsExactly("w1");
        }
        farm.pass(60_000);
        assertThat(woken()).as("given up, and the next one's turn").isEmpty();
        assertThat(woken()).containsExactly("w2");
    }

    @Test
    void onlyWhoMayLookIsWoken() {
        String paused = sleeper();
        farm.ask(new PauseWorker(new WorkerName(paused), "mine"));
        waiting("/a");
        assertThat(woken()).isEmpty();
    }

    @Test
    void theCallIsForgottenWithTheFiles() {
        sleeper();
        Job job = waiting("/a");
        assertThat(woken()).containsExactly("w1");
        assertThat(farm.farm.files().findCall(JobSpec.DEFAULT_POOL)).isNotNull();
        farm.ask(new CancelJob(job.id()));
        assertThat(farm.farm.files().findCall(JobSpec.DEFAULT_POOL)).isNull();
    }
}
