package org.puli.farm;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.spec.FrameRange;
import org.puli.api.view.BlockView;
import org.puli.api.view.Counts;
import org.puli.api.view.TaskView;

/** How a task is shown. Called by the loop. */
final class TaskShow {
    private TaskShow() {}

    static TaskView view(Task task) {
        Counts counts = task.counts();
        FrameRange frames = task.spec().frames();
        return new TaskView(
                task.id(),
                task.name(),
                counts.status(task.isHeldBack() || task.job().isPaused()),
                task.isPaused(),
                counts,
                task.path(),
                task.after(),
                frames == null ? null : frames.toString(),
                task.settings(),
                blocked(task));
    }

    private static @Nullable List<WorkerName> blocked(Task task) {
        return task.blocklist().isEmpty()
                ? null
                : task.blocks().views().stream().map(BlockView::worker).toList();
    }
}
