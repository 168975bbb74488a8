package org.puli.farm;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.TaskId;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.Precedence;

/** What a task or a group is made from. */
record NodeSeed(
        Job job,
        TaskId id,
        String name,
        @Nullable Group parent,
        int position,
        boolean paused,
        List<Dependency> after,
        Precedence precedence) {}
