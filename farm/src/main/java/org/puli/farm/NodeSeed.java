package org.puli.farm;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.TaskId;
import org.puli.api.spec.Dependency;

/** What a task or a group is made from. */
record NodeSeed(Job job, TaskId id, String name, @Nullable Group parent, boolean paused, List<Dependency> after) {}
