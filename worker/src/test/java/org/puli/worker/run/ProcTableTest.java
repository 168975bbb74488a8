package org.puli.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcTableTest {
    @Test
    void aProgramsNameMayContainAnything() {
        String line = "42 (evil) S 1 (x) R 7 42 43 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 1 0 987654 1 2 3";
        assertThat(ProcTable.parse(42, line)).isEqualTo(new ProcessStat(42, 'R', 7, 42, 43, 987654));
        assertThat(ProcTable.parse(42, "")).isNull();
    }

    @Test
    void thisProcessIsInTheTable() {
        assertThat(ProcTable.read()).extracting(ProcessStat::pid).contains(ProcTable.SELF);
        assertThat(ProcTable.memory(ProcTable.SELF)[1]).isGreaterThan(1 << 20);
        assertThat(ProcTable.findVariable(ProcTable.SELF, "PATH")).isEqualTo(System.getenv("PATH"));
        assertThat(ProcTable.findVariable(ProcTable.SELF, "PAT")).isNull();
    }

    @Test
    void aProcessWithAnotherStartIsAnotherProcess() {
        ProcessStat self = ProcTable.find(ProcTable.SELF);
        ProcessStat earlier = new ProcessStat(self.pid(), 'S', 1, 1, 1, self.startTicks() - 1);
        assertThat(ProcTable.isStill(self)).isTrue();
        assertThat(ProcTable.isStill(earlier)).isFalse();
    }

    @Test
    void theFirstProcessAndThisOneAreNeverSignaled() {
        ProcessStat first = new ProcessStat(1, 'S', 0, 1, 1, 1);
        assertThatThrownBy(() -> Libc.signal(first, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Libc.signal(ProcTable.find(ProcTable.SELF), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Libc.signalGroup(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void descentFollowsChildrenAndLeavesOutTheDead() {
        ProcessStat root = new ProcessStat(10, 'S', 1, 10, 10, 5);
        ProcessStat dead = new ProcessStat(11, 'Z', 10, 10, 10, 6);
        ProcessStat child = new ProcessStat(12, 'S', 10, 12, 12, 7);
        ProcessStat grandchild = new ProcessStat(9, 'R', 12, 9, 9, 8);
        ProcessStat stranger = new ProcessStat(13, 'S', 1, 13, 13, 9);
        List<ProcessStat> table = List.of(grandchild, root, dead, child, stranger);
        assertThat(ProcessTree.descent(table, process -> process.pid() == 10))
                .containsExactlyInAnyOrder(root, child, grandchild);
    }
}
