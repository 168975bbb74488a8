package org.puli.simulation;

import java.util.List;
import java.util.Map;
import org.puli.api.LicenseName;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.Need;
import org.puli.api.spec.Requirements;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;
import org.puli.simulation.world.SimMachine;

/** Jobs that can never end by themselves: a part of them was submitted paused, or no machine is large enough. */
final class Endless {
    private static final int MOST_SEATS = 4;

    private final List<SimMachine> machines;

    private Endless(List<SimMachine> machines) {
        this.machines = machines;
    }

    static boolean isEndless(JobSpec spec, List<SimMachine> machines) {
        TaskSettings settings = spec.settings().inside(TaskSettings.DEFAULTS);
        return new Endless(machines).isEndless(settings, spec.tasks(), spec.groups());
    }

    private boolean isEndless(TaskSettings outer, List<TaskSpec> tasks, List<GroupSpec> groups) {
        for (TaskSpec task : tasks) {
            if (task.paused() || isTooLarge(task.settings().inside(outer))) {
                return true;
            }
        }
        for (GroupSpec group : groups) {
            if (group.paused() || isEndless(group.settings().inside(outer), group.tasks(), group.groups())) {
                return true;
            }
        }
        return false;
    }

    private boolean isTooLarge(TaskSettings settings) {
        Need need = Need.of(settings);
        Requirements asked = settings.requirements();
        Requirements requirements = asked == null ? Requirements.NONE : asked;
        for (Map.Entry<LicenseName, Integer> seats : need.licenses().entrySet()) {
            if (seats.getValue() > MOST_SEATS) {
                return true;
            }
        }
        return machines.stream().noneMatch(machine -> machine.couldHold(need, requirements));
    }
}
