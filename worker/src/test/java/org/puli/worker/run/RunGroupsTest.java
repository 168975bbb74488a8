package org.puli.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.CommandId;
import org.puli.api.sync.AttemptRef;

/** Where control groups are made, on machines whose files are made up. */
class RunGroupsTest {
    private static final RunMark MARK = new RunMark("worker-id", "life");
    private static final AttemptRef ATTEMPT = new AttemptRef(new CommandId(3), 1);

    @TempDir
    Path root;

    private Path own;

    @BeforeEach
    void lookLikeAMachine() throws IOException {
        own = root.resolve("sys/fs/cgroup/farm/worker.service");
        write("sys/fs/cgroup/cgroup.procs", "");
        write("sys/fs/cgroup/cgroup.controllers", "memory pids");
        write("sys/fs/cgroup/farm/worker.service/cgroup.procs", "17\n");
        write("sys/fs/cgroup/farm/worker.service/cgroup.controllers", "memory");
        write("sys/fs/cgroup/farm/worker.service/cgroup.subtree_control", "");
        write("proc/self/cgroup", "0::/farm/worker.service\n");
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), text);
    }

    private RunGroups opened(String setting, String user) throws IOException {
        return RunGroups.open(setting, MARK, new CgroupHome(root, user));
    }

    private String owner() throws IOException {
        return Files.getOwner(own).getName();
    }

    @Test
    void aGroupThatBelongsToAnOrdinaryUserWasDelegatedToIt() throws IOException {
        Files.setOwner(own, own.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(someUser()));
        assertThat(opened(RunGroups.AUTO, someUser()).home()).isEqualTo(own);
        assertThat(own.resolve("cgroup.subtree_control")).hasContent("+memory");
        assertThat(own.resolve("puli-worker/cgroup.procs")).hasContent("17");
    }

    /** Root may give files away, everybody else has its own. */
    private String someUser() throws IOException {
        return owner().equals("root") ? "nobody" : owner();
    }

    @Test
    void rootTakesOnlyWhatIsMarked() throws IOException {
        assertThat(opened(RunGroups.AUTO, "root").home()).isNull();
        assertThat(own.resolve("puli-worker")).doesNotExist();
    }

    @Test
    void aGroupOfSomebodyElseIsLeftAlone() throws IOException {
        assertThat(opened(RunGroups.AUTO, "somebody-else").home()).isNull();
    }

    @Test
    void withoutVersionTwoThereAreNone() throws IOException {
        write("proc/self/cgroup", "3:memory:/w\n");
        assertThat(opened(RunGroups.AUTO, someUser()).home()).isNull();
        assertThat(RunGroups.open(RunGroups.AUTO, MARK, new CgroupHome(root.resolve("empty"), "ann"))
                        .make(ATTEMPT, 5))
                .isEqualTo(RunGroup.NONE);
    }

    @Test
    void offIsOff() throws IOException {
        assertThat(opened(RunGroups.OFF, someUser()).make(ATTEMPT, 0)).isEqualTo(RunGroup.NONE);
    }

    @Test
    void aGroupThatIsNamedIsUsedAndTheWorkerStaysWhereItIs() throws IOException {
        RunGroups groups = opened(own.toString(), "root");
        assertThat(groups.make(ATTEMPT, 0)).isEqualTo(new RunGroup(own.resolve("puli-worker-id-3.1")));
        assertThat(own.resolve("cgroup.subtree_control")).hasContent("+memory");
        assertThat(own.resolve("puli-worker")).doesNotExist();
    }

    @Test
    void aNamedFolderThatIsNoGroupKeepsTheWorkerFromStarting() {
        assertThatThrownBy(() -> opened(root.toString(), "root"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("worker.cgroup is " + root)
                .hasMessageContaining("no control group of version 2")
                .hasMessageContaining("leave the setting out");
    }

    @Test
    void whatAnEarlierLifeLeftIsRemovedAndWhatIsOthersStays() throws IOException {
        Files.createDirectories(own.resolve("puli-worker-id-1.1/inner"));
        Files.createDirectories(own.resolve("puli-other-id-1.1"));
        Files.createDirectories(own.resolve("puli-worker-id-3.1"));
        opened(own.toString(), "root").removeLeftovers(Set.of(ATTEMPT));
        assertThat(own.resolve("puli-worker-id-3.1")).as("it goes on").exists();
        assertThat(own.resolve("puli-worker-id-1.1")).doesNotExist();
        assertThat(own.resolve("puli-other-id-1.1")).exists();
    }
}
