package org.puli.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The same with a control group for each command. */
class GroupedRunFaultsTest extends RunFaultsTest {
    private static TestGroup group;

    @BeforeAll
    static void make() throws IOException {
        group = TestGroup.orSkip();
    }

    @AfterAll
    static void remove() {
        assertThat(group.close()).as("no group of a command is left").isTrue();
    }

    @Override
    String cgroup() {
        return group.path().toString();
    }
}
