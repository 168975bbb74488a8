package org.puli.farm.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.attempts;
import static org.puli.farm.FarmFixture.cores;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.task;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.puli.api.WorkerName;
import org.puli.api.sync.Availability;
import org.puli.api.sync.Availability.Cause;
import org.puli.api.sync.Availability.OfRunning;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.api.sync.Equipment;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.view.Presence;
import org.puli.api.view.WorkerView.WorkerStatus;
import org.puli.farm.Farm;
import org.puli.farm.FarmFixture;
import org.puli.farm.Moment;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;
import org.puli.farm.decide.Rules;
import org.puli.farm.decide.Rules.Wake;
import org.puli.farm.request.DeleteWorker;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.Refusal;
import org.puli.farm.request.Request;
import org.puli.farm.request.Running;
import org.puli.farm.request.SleepWorker;
import org.puli.farm.request.Tick;
import org.puli.farm.request.WakeWorker;

/** Machines that sleep, and who is woken for which work. */
class WakesTest {
    private static final Availability TIRED = new Availability(Cause.SLEEPING, "idle for 10m", OfRunning.FINISH);
    private static final Wake RULES = new Wake(2, 60_000, 3);

    private final FarmFixture farm = farm();
    private final Wakes wakes = new Wakes(farm.farm, farm.planner);

    /** One more worker, named in its turn. */
    private String worker(int cores, String... addresses) {
        farm.worker(cores, Equipment.NONE.wokenBy(List.of(addresses)));
        return "w" + farm.farm.workers().size();
    }

    private String sleeper(int cores) {
        String name = worker(cores, "52:54:00:12:34:0" + farm.farm.workers().size());
        sleep(name);
        return name;
    }

    private void sleep(String name) {
        farm.sync(farm.report(name, "boot").availability(TIRED));
    }

    private List<String> woken() {
        farm.plan();
        List<Change> due = wakes.findDue(RULES, new Moment(farm.millis, farm.millis));
        due.forEach(farm::apply);
        return due.stream().map(WakesTest::words).toList();
    }

    private static String words(Change change) {
        return switch (change) {
            case Change.WakeSent sent -> sent.worker() + " " + sent.tried() + "/" + sent.most();
            case Change.WakeGivenUp up -> up.worker() + " given up";
            default -> change.toString();
        };
    }

    private @Nullable String reason(String name) {
        Availability own = farm.worker(name).view().availability();
        return own == null ? null : own.reason();
    }

    @Test
    void aWorkerThatSaysThatItSleepsIsAsleepAndNeverLost() {
        String name = sleeper(4);
        Worker worker = farm.worker(name);
        assertThat(worker.presence()).isEqualTo(Presence.ASLEEP);
        assertThat(worker.view().status()).isEqualTo(WorkerStatus.ASLEEP);
        farm.pass(10 * Rules.DEFAULT.lostAfterMillis());
        assertThat(worker.presence()).isEqualTo(Presence.ASLEEP);
        assertThat(worker.row().presence()).isEqualTo(Presence.ASLEEP);
        farm.submit(job(frames("render", "1")));
        assertThat(farm.plan()).isEmpty();
        assertThat(farm.why.ofWorker(worker).answer()).isEqualTo("is asleep: idle for 10m");
        farm.sync(farm.report(name, "boot"));
        assertThat(worker.presence()).isEqualTo(Presence.ONLINE);
        assertThat(farm.plan()).hasSize(1);
    }

    @Test
    void whoIsDeletedWhileItFallsAsleepAndJoinsAgainIsAsleepAtOnce() {
        String name = sleeper(1);
        farm.ask(new DeleteWorker(new WorkerName(name)));
        farm.sync(farm.report(name, "boot")
                .facts(new WorkerFacts(1, 0, "test", "1", Equipment.NONE.wokenBy(List.of("52:54:00:12:34:56"))))
                .availability(TIRED));
        assertThat(farm.worker(name).presence()).isEqualTo(Presence.ASLEEP);
        farm.pass(10 * Rules.DEFAULT.lostAfterMillis()).ask(new Tick());
        assertThat(farm.worker(name).presence())
                .as("its machine may sleep already")
                .isEqualTo(Presence.ASLEEP);
    }

    @Test
    void whoStillHoldsSomethingIsNotAsleepYet() {
        String name = worker(1, "52:54:00:12:34:56");
        farm.submit(job(frames("render", "1")));
        farm.plan();
        farm.sync(farm.report(name, "boot").running(FarmFixture.running(farm.command(1))));
        farm.sync(farm.report(name, "boot")
                .running(FarmFixture.running(farm.command(1)))
                .availability(TIRED));
        assertThat(farm.worker(name).presence()).isEqualTo(Presence.ONLINE);
        farm.sync(farm.report(name, "boot")
                .ended(FarmFixture.run(farm.command(1), Outcome.DONE))
                .availability(TIRED));
        sleep(name);
        assertThat(farm.worker(name).presence()).isEqualTo(Presence.ASLEEP);
    }

    @Test
    void nobodyIsWokenForNothing() {
        sleeper(4);
        assertThat(woken()).isEmpty();
    }

    @Test
    void nobodyIsWokenForWhatOthersHaveRoomFor() {
        sleeper(4);
        worker(1);
        farm.submit(job(frames("render", "1")));
        assertThat(woken()).isEmpty();
        farm.submit(job(frames("more", "1")));
        assertThat(woken()).as("who is awake is busy").containsExactly("w1 1/3");
    }

    @Test
    void onlyWhoIsRightAndCanBeWokenIsWoken() {
        sleeper(1);
        String large = sleeper(8);
        String mute = worker(8);
        sleep(mute);
        farm.submit(job(task("sim", "1", cores(4))));
        assertThat(woken()).containsExactly(large + " 1/3");
    }

    @Test
    void noMoreAreWokenThanThereIsWorkForAndThanMayBeAwaited() {
        for (int i = 0; i < 4; i++) {
            sleeper(1);
        }
        farm.submit(job(frames("render", "1")));
        assertThat(woken()).containsExactly("w1 1/3");
        assertThat(woken()).isEmpty();
        farm.submit(job(frames("more", "1-9")));
        assertThat(woken()).as("two at once").containsExactly("w2 1/3");
        farm.sync(farm.report("w1", "boot"));
        assertThat(woken()).as("one is awake").containsExactly("w3 1/3");
    }

    @Test
    void whoDoesNotComeIsSentMoreAndGivenUpInTheEnd() {
        sleeper(1);
        farm.submit(job(frames("render", "1")));
        assertThat(woken()).containsExactly("w1 1/3");
        assertThat(reason("w1")).isEqualTo("a wake packet was sent");
        farm.pass(59_999);
        assertThat(woken()).isEmpty();
        farm.pass(1);
        assertThat(woken()).containsExactly("w1 2/3");
        farm.pass(60_000);
        assertThat(woken()).containsExactly("w1 3/3");
        farm.pass(60_000);
        assertThat(woken()).containsExactly("w1 given up");
        assertThat(reason("w1")).isEqualTo("does not wake up: 3 wake packets were sent");
        farm.pass(29 * 60_000);
        assertThat(woken()).isEmpty();
        farm.pass(60_000);
        assertThat(woken()).as("long after, what failed may be mended").containsExactly("w1 1/3");
        farm.ask(new WakeWorker(new WorkerName("w1")));
        assertThat(reason("w1")).isEqualTo("a wake packet was sent");
        farm.pass(60_000);
        assertThat(woken()).as("a person begins anew").containsExactly("w1 2/3");
    }

    @Test
    void forWhatIsHeldBackAndByWhoIsHeldBackNobodyIsWoken() {
        sleeper(1);
        farm.ask(new PauseWorker(new WorkerName("w1"), null, Running.GOES_ON));
        farm.submit(job(frames("render", "1")));
        assertThat(woken()).isEmpty();
        sleeper(1);
        farm.ask(new PauseJob(farm.farm.jobs().iterator().next().id()));
        assertThat(woken()).isEmpty();
    }

    @Test
    void whereACommandFailedIsWokenForItOnlyWhenNobodyElseCouldCome() {
        String failed = worker(1, "52:54:00:12:34:56");
        farm.submit(job(task("render", "1", attempts(9))));
        farm.plan();
        sleep(worker(1, "52:54:00:12:34:57"));
        farm.exit(1, 1, 10);
        sleep(failed);
        assertThat(woken()).containsExactly("w2 1/3");
        for (int i = 0; i < 2; i++) {
            farm.pass(60_000);
            assertThat(woken()).as("w2 may still come").hasSize(1);
        }
        farm.pass(60_000);
        assertThat(woken()).containsExactly("w2 given up");
        assertThat(woken()).containsExactly("w1 1/3");
    }

    @Test
    void aPersonPutsAWorkerToSleep() {
        String name = worker(1, "52:54:00:12:34:56");
        farm.ask(new SleepWorker(new WorkerName(name)));
        assertThat(farm.worker(name).contact().isToSleep()).isTrue();
        farm.sync(farm.report(name, "boot"));
        assertThat(farm.worker(name).contact().isToSleep())
                .as("until it says so")
                .isTrue();
        sleep(name);
        assertThat(farm.worker(name).contact().isToSleep()).isFalse();
        assertThat(farm.worker(name).presence()).isEqualTo(Presence.ASLEEP);
    }

    private void refused(Request<?> request, String words) {
        Refusal refusal = farm.refusal(request);
        assertThat(refusal).isNotNull();
        assertThat(refusal.detail()).contains(words);
    }

    @Test
    void whatCannotBeIsRefusedInWords() {
        String plain = worker(1);
        refused(new SleepWorker(new WorkerName(plain)), "worker.power.idleAfter");
        refused(new SleepWorker(new WorkerName("nobody")), "nobody");
        refused(new WakeWorker(new WorkerName("nobody")), "nobody");
        farm.ask(new WakeWorker(new WorkerName(plain)));
        sleep(plain);
        refused(new WakeWorker(new WorkerName(plain)), "told no address");
        farm.ask(new DeleteWorker(new WorkerName(plain)));
        String lost = worker(1, "52:54:00:12:34:56");
        farm.pass(Rules.DEFAULT.lostAfterMillis() + 1).ask(new Tick());
        refused(new SleepWorker(new WorkerName(lost)), "is lost");
    }

    @Test
    void sleepOutlastsTheDispatcher() {
        sleeper(1);
        Farm loaded = Farm.load(farm.farm.rows(1));
        assertThat(loaded.findWorker(new WorkerName("w1")).presence()).isEqualTo(Presence.ASLEEP);
        assertThat(loaded.findWorker(new WorkerName("w1")).facts().equipment().wakeAddresses())
                .hasSize(1);
    }
}
