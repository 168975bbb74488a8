package org.puli.farm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.spec.Dependency;
import org.puli.api.sync.EndedRun;
import org.puli.api.view.Status;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.RetryJob;
import org.puli.farm.schedule.Assignment;

/** The glossary's table of statuses is what people read; here it is held against what commands really do. */
class StatusMovesTest {
    private static final Path GLOSSARY = Path.of("..", "docs", "glossary.md");
    private static final int FARMS = 1_000;
    private static final int STEPS = 60;

    private final TreeMap<CommandId, Status> known = new TreeMap<>();
    private final TreeMap<Status, Set<Status>> moves = new TreeMap<>();

    @Test
    void commandsMoveExactlyAsTheGlossarySays() throws IOException {
        for (long seed = 1; seed <= FARMS; seed++) {
            live(new RandomDay(seed, 2));
        }
        lose(false);
        lose(true);
        leaveOutAgain();
        failAndWaitAgain();
        assertThat(moves).isEqualTo(written());
    }

    /** Rare on random days: what a command waits for is retried while it runs, and then its worker is gone. */
    private void lose(boolean isRunning) {
        FarmFixture farm = FarmFixture.farm().workers(1);
        farm.submit(FarmFixture.job(
                FarmFixture.frames("first", "1"), FarmFixture.frames("then", "1", FarmFixture.after("first"))));
        farm.plan();
        farm.end(1, EndedRun.Outcome.DONE);
        farm.plan();
        if (isRunning) {
            farm.sync(farm.report("w1", "boot").running(FarmFixture.running(farm.command(2))));
        }
        farm.ask(new RetryJob(new JobId(1), true));
        known.clear();
        look(farm.farm);
        farm.sync(farm.report("w1", "boot 2"));
        look(farm.farm);
    }

    /** Rare on random days: a task that is not needed is canceled with its job, and the job is retried. */
    private void leaveOutAgain() {
        FarmFixture farm = FarmFixture.farm().workers(1);
        farm.submit(FarmFixture.job(
                FarmFixture.frames("first", "1"),
                FarmFixture.frames("repair", "1", FarmFixture.after("first", Dependency.Outcome.FAILED)),
                FarmFixture.frames("other", "1-9")));
        farm.plan();
        farm.end(1, EndedRun.Outcome.DONE);
        farm.ask(new CancelJob(new JobId(1)));
        known.clear();
        look(farm.farm);
        farm.ask(new RetryJob(new JobId(1), false));
        look(farm.farm);
    }

    /** Rare on random days: a task has failed, and everything is retried with what it waits for. */
    private void failAndWaitAgain() {
        FarmFixture farm = FarmFixture.farm().workers(1);
        farm.submit(FarmFixture.job(
                FarmFixture.frames("first", "1"), FarmFixture.frames("then", "1", FarmFixture.after("first"))));
        farm.plan();
        farm.end(1, EndedRun.Outcome.DONE);
        farm.plan();
        farm.end(2, EndedRun.Outcome.FAILED);
        known.clear();
        look(farm.farm);
        farm.ask(new RetryJob(new JobId(1), true));
        look(farm.farm);
    }

    private void live(RandomDay day) {
        known.clear();
        for (int step = 0; step < STEPS; step++) {
            day.happen();
            look(day.fixture.farm);
            for (int i = day.draw(10); i > 0; i--) {
                Assignment next = day.fixture.planner.findNext();
                if (next != null) {
                    day.fixture.start(next);
                    look(day.fixture.farm);
                }
            }
        }
    }

    private void look(Farm farm) {
        for (Job job : farm.jobs()) {
            for (Task task : job.tasks()) {
                for (int i = 0; i < task.commandCount(); i++) {
                    note(task.commandId(i), task.status(i));
                }
            }
        }
    }

    private void note(CommandId command, Status now) {
        Status before = known.put(command, now);
        if (before != null && before != now) {
            moves.computeIfAbsent(before, status -> new TreeSet<>()).add(now);
        }
    }

    /** The column "next" of the table of a command's statuses. */
    private static Map<Status, Set<Status>> written() throws IOException {
        Map<Status, Set<Status>> written = new TreeMap<>();
        for (String line : Files.readAllLines(GLOSSARY)) {
            String[] cells = line.split("\\|", -1);
            boolean isStatus = cells.length == 6 && cells[1].strip().matches("`[A-Z]+`");
            if (isStatus && !cells[1].contains("PAUSED")) {
                Set<Status> next = new TreeSet<>();
                for (String name : cells[3].strip().split(", ", -1)) {
                    next.add(Status.valueOf(name));
                }
                written.put(Status.valueOf(cells[1].strip().replace("`", "")), next);
            }
        }
        return written;
    }
}
