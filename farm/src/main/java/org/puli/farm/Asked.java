package org.puli.farm;

import org.puli.api.spec.Need;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;

/**
 * What was asked of a task, and what follows from it for all of its commands; an edit puts another one in its place.
 *
 * @param settings with everything inherited filled in
 */
record Asked(TaskSpec spec, TaskSettings settings, Need need, TaskLines lines) {
    static Asked of(TaskSpec spec, TaskSettings settings) {
        return new Asked(spec, settings, Need.of(settings), TaskLines.of(spec, settings));
    }
}
