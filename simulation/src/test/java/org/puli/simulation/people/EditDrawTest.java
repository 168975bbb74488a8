package org.puli.simulation.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.simulation.fault.FaultPlan;
import org.puli.simulation.fault.Plant;
import org.puli.simulation.time.Chance;

class EditDrawTest {
    @Test
    void everythingOfAJobThatMayBeEditedIsEdited() {
        TreeSet<String> edited = new TreeSet<>();
        for (long seed = 1; seed <= 300; seed++) {
            FaultPlan plan = FaultPlan.draw(seed, Plant.NONE);
            JobSpec before = new JobDraw(plan, new Chance(seed), seed % 2 == 0).draw("job");
            JobSpec after = new EditDraw(plan, new Chance(seed)).draw(before);
            edited.addAll(differences(before, after));
        }
        assertThat(edited)
                .containsExactly(
                        "after of a task",
                        "owner",
                        "place of a group",
                        "place of a task",
                        "pool",
                        "priority",
                        "settings",
                        "settings of a task",
                        "strategy",
                        "strategy of a group",
                        "tags",
                        "weight",
                        "workers");
    }

    private static List<String> differences(JobSpec one, JobSpec other) {
        List<String> found = new ArrayList<>();
        note(found, "owner", one.owner(), other.owner());
        note(found, "pool", one.pool(), other.pool());
        note(found, "priority", one.priority(), other.priority());
        note(found, "weight", one.weight(), other.weight());
        note(found, "workers", one.maxWorkers(), other.maxWorkers());
        note(found, "tags", one.tags(), other.tags());
        note(found, "settings", one.settings(), other.settings());
        note(found, "strategy", one.strategy(), other.strategy());
        for (int i = 0; i < one.tasks().size(); i++) {
            note(
                    found,
                    "after of a task",
                    one.tasks().get(i).after(),
                    other.tasks().get(i).after());
            note(
                    found,
                    "settings of a task",
                    one.tasks().get(i).settings(),
                    other.tasks().get(i).settings());
            note(
                    found,
                    "place of a task",
                    one.tasks().get(i).precedence(),
                    other.tasks().get(i).precedence());
        }
        for (int i = 0; i < one.groups().size(); i++) {
            GroupSpec group = one.groups().get(i);
            note(
                    found,
                    "place of a group",
                    group.precedence(),
                    other.groups().get(i).precedence());
            note(
                    found,
                    "strategy of a group",
                    group.strategy(),
                    other.groups().get(i).strategy());
        }
        return found;
    }

    private static void note(List<String> found, String what, Object one, Object other) {
        if (!one.equals(other)) {
            found.add(what);
        }
    }
}
