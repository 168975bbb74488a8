package org.puli.farm.decide;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.TaskId;
import org.puli.api.spec.FrameRange;
import org.puli.api.view.CommandView;
import org.puli.api.view.Page;
import org.puli.api.view.Status;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.DeleteJob;
import org.puli.farm.request.FindNode;
import org.puli.farm.request.ListCommands;
import org.puli.farm.request.Request;
import org.puli.farm.request.Selection;
import org.puli.farm.request.ShowCommand;
import org.puli.farm.request.ShowJob;
import org.puli.farm.request.ShowSpec;
import org.puli.farm.request.Target;

/** How a person who looks finds a job, and pages through its commands. */
class CommandListTest {
    private final FarmFixture farm = FarmFixture.farm();
    private final Job job = farm.submit(job(frames("a", "1-4"), frames("b", "11-13"), frames("c", "21-22")));

    private Page<CommandView> list(@Nullable String task, @Nullable Status status, long offset, int limit) {
        return farm.ask(new ListCommands(job.id(), task, status, offset, limit));
    }

    private static List<String> names(Page<CommandView> page) {
        return page.items().stream().map(CommandView::name).toList();
    }

    private void cancel(String frames) {
        farm.ask(new CancelJob(
                new Selection(new Target.WholeJob(job.id()), null, FrameRange.parse(frames), List.of(), false)));
    }

    private String refused(Request<?> request) {
        return requireNonNull(farm.refusal(request)).detail();
    }

    @Test
    void eachPageGoesOnWhereTheOneBeforeEndedAndNothingIsTwiceOrMissing() {
        assertThat(names(list(null, null, 0, 3))).containsExactly("a 1", "a 2", "a 3");
        assertThat(names(list(null, null, 3, 3))).containsExactly("a 4", "b 11", "b 12");
        assertThat(names(list(null, null, 6, 3))).containsExactly("b 13", "c 21", "c 22");
        assertThat(names(list(null, null, 9, 3))).isEmpty();
    }

    @Test
    void aPageMayReachOverSeveralTasksAndBeginInTheMiddleOfOne() {
        assertThat(names(list(null, null, 2, 7))).containsExactly("a 3", "a 4", "b 11", "b 12", "b 13", "c 21", "c 22");
        assertThat(names(list(null, null, 5, 1))).containsExactly("b 12");
        assertThat(names(list(null, null, 4, 3))).containsExactly("b 11", "b 12", "b 13");
    }

    @Test
    void everyPageTellsHowManyThereAreInAllAndWhereItBegins() {
        for (long offset : new long[] {0, 5, 9, 100}) {
            Page<CommandView> page = list(null, null, offset, 2);
            assertThat(page.total()).isEqualTo(9);
            assertThat(page.offset()).isEqualTo(offset);
        }
    }

    @Test
    void commandsOfOneTaskAreListedByItsNameOrNumber() {
        assertThat(names(list("b", null, 0, 10))).containsExactly("b 11", "b 12", "b 13");
        assertThat(names(list("3", null, 0, 10))).containsExactly("c 21", "c 22");
        assertThat(list("b", null, 1, 1).total()).isEqualTo(3);
        assertThat(names(list("b", null, 1, 1))).containsExactly("b 12");
    }

    @Test
    void thoseThatStandSoAreCountedAndPagedByThemselves() {
        cancel("2,4,12,21-22");
        Page<CommandView> canceled = list(null, Status.CANCELED, 0, 10);
        assertThat(names(canceled)).containsExactly("a 2", "a 4", "b 12", "c 21", "c 22");
        assertThat(canceled.total()).isEqualTo(5);
        assertThat(names(list(null, Status.CANCELED, 1, 2))).containsExactly("a 4", "b 12");
        assertThat(names(list(null, Status.CANCELED, 3, 2))).containsExactly("c 21", "c 22");
        assertThat(list(null, Status.CANCELED, 3, 2).total()).isEqualTo(5);
        assertThat(names(list("a", Status.READY, 0, 10))).containsExactly("a 1", "a 3");
        assertThat(list("a", Status.DONE, 0, 10).total()).isZero();
    }

    @Test
    void aTaskThatTheJobDoesNotHaveIsNamed() {
        assertThat(refused(new ListCommands(job.id(), "render", null, 0, 10))).isEqualTo("job 1 has no task 'render'");
        Job empty = farm.submit(job());
        assertThat(farm.ask(new ListCommands(empty.id(), null, null, 0, 10)).total())
                .as("a job without a task has an empty list")
                .isZero();
    }

    @Test
    void whoAsksForAJobIsToldWhetherItWasDeletedOrNeverWas() {
        farm.submit(job(frames("t", "1")));
        farm.ask(new DeleteJob(new JobId(2)));
        assertThat(refused(new ShowJob(new JobId(2))))
                .isEqualTo("there is no job 2 (it was deleted, or is in the history)");
        assertThat(refused(new ShowSpec(new JobId(3)))).isEqualTo("there is no job 3 (no job has this number yet)");
        assertThat(refused(new ListCommands(new JobId(2), null, null, 0, 10))).contains("it was deleted");
    }

    @Test
    void aJobIsShownWithItsTasksAndAsItWasAskedFor() {
        assertThat(farm.ask(new ShowJob(job.id())).tasks()).extracting("name").containsExactly("a", "b", "c");
        assertThat(farm.ask(new ShowSpec(job.id()))).isSameAs(job.spec());
    }

    @Test
    void aCommandIsShownByItsNumberAlone() {
        assertThat(farm.ask(new ShowCommand(new CommandId(6))).name()).isEqualTo("b 12");
        assertThat(refused(new ShowCommand(new CommandId(10))))
                .isEqualTo("there is no command 10; 'puli command list JOB' shows a job's commands");
    }

    @Test
    void aTaskIsFoundByItsNumberInWhateverJob() {
        farm.submit(job(frames("x", "1"), frames("y", "1")));
        FindNode.Place place = farm.ask(new FindNode(new TaskId(5)));
        assertThat(place.job()).isEqualTo(new JobId(2));
        assertThat(place.spec().tasks().get(place.number()).name()).isEqualTo("y");
        assertThat(refused(new FindNode(new TaskId(6)))).contains("no task or group 6", "puli job show");
    }
}
