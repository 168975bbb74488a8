package org.puli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.spec.PathChange;
import org.puli.api.spec.PathRule;
import org.puli.api.spec.PathTest;
import org.puli.api.spec.Platform;
import org.puli.api.sync.PathFinding.State;
import org.puli.api.view.PathHealth;
import org.puli.api.view.PathRound;
import org.puli.api.view.PathTrial;

class PathVerbsTest {
    private static final PathRule FILMS =
            new PathRule("films", "/mnt/films", null, "F:\\", true, PathTest.WRITE, List.of(new PoolName("night")));

    private FixedFarm farm;

    @BeforeEach
    void open() throws IOException {
        farm = new FixedFarm();
    }

    @AfterEach
    void close() {
        farm.close();
    }

    @Test
    void rulesAreListed() {
        farm.onList("GET /api/v1/paths", FILMS);
        assertThat(farm.run("path", "list").lines().getLast()).contains("films", "/mnt/films", "F:\\", "yes", "write");
        assertThat(farm.run("path", "list", "-o", "csv").lines())
                .containsExactly("name,linux,macos,windows,lists,test,pools", "films,/mnt/films,,F:\\,yes,write,night");
    }

    @Test
    void aNewRuleIsMade() {
        PathRule rule = new PathRule("tools", "/opt/tools", null, "T:\\");
        farm.onList("GET /api/v1/paths", FILMS).on("PUT /api/v1/paths/tools", rule);
        assertThat(farm.run("path", "set", "tools", "--linux", "/opt/tools", "--windows", "T:")
                        .out())
                .isEqualTo("path rule tools: linux /opt/tools, windows T:\\, test read\n");
        assertThat(farm.asked().getLast())
                .startsWith("PUT /api/v1/paths/tools")
                .contains("\"linux\":\"/opt/tools\"", "\"windows\":\"T:\\\\\"", "\"lists\":false");
    }

    @Test
    void whatIsLeftOutStaysAsItIsAndAnEmptyRootIsTakenAway() {
        farm.onList("GET /api/v1/paths", FILMS).on("PUT /api/v1/paths/films", FILMS);
        farm.run("path", "set", "films", "--macos", "/Volumes/films", "--windows", "", "--test", "none", "--no-lists");
        assertThat(farm.asked().getLast())
                .contains("\"linux\":\"/mnt/films\"", "\"macos\":\"/Volumes/films\"", "\"pools\":[\"night\"]")
                .contains("\"test\":\"none\"", "\"lists\":false")
                .doesNotContain("windows");
        farm.run("path", "set", "films", "--pool", "");
        assertThat(farm.asked().getLast()).contains("\"pools\":[]", "\"lists\":true", "\"test\":\"write\"");
    }

    @Test
    void aRuleIsRemoved() {
        farm.onList("GET /api/v1/paths", FILMS)
                .on("DELETE /api/v1/paths/films", "")
                .on("DELETE /api/v1/paths/flims", "");
        assertThat(farm.run("path", "delete", "films").out()).isEqualTo("path rule films is gone\n");
        assertThat(farm.run("path", "delete", "flims").out())
                .isEqualTo("path rule flims was not there; nothing was changed\n");
    }

    @Test
    void pathsAndCommandsAreTried() {
        PathTrial trial = new PathTrial(
                new WorkerName("w1"),
                Platform.WINDOWS,
                List.of(
                        new PathChange("value 1", "/mnt/films/a", "F:\\a", "films", "/mnt/films", "F:\\"),
                        new PathChange("value 2", "F:\\b", "F:\\b", "films", "F:\\", "F:\\"),
                        new PathChange("value 3", "/mnt/x", "/mnt/x", "x", "/mnt/x", null),
                        new PathChange("value 4", "x=y", "x=y", null, null, null)),
                "a shell");
        farm.on("POST /api/v1/workers/w1/paths", trial);
        var run = farm.run("path", "try", "--worker", "w1", "--command", "7", "/mnt/films/a", "F:\\b", "/mnt/x", "x=y");
        assertThat(farm.asked().getLast()).contains("\"values\":[\"/mnt/films/a\",", "\"x=y\"]", "\"command\":7");
        assertThat(run.out())
                .contains("/mnt/films is F:\\ there", "it is right there", "the rule has no root there")
                .contains("no rule covers it");
        assertThat(run.err()).contains("(a shell)");
    }

    private static PathHealth health(String worker, String path, State state, String detail) {
        boolean isOk = state == State.OK;
        return new PathHealth(
                new WorkerName(worker),
                path,
                "/mnt/" + path,
                state,
                detail,
                isOk ? 3L << 40 : 0,
                isOk ? 4L << 40 : 0,
                isOk ? 412 : 0,
                isOk ? 100L << 20 : 0,
                0,
                state == null ? null : 1_000L,
                false);
    }

    private void sick() {
        farm.on("POST /api/v1/paths/tests", new PathRound(List.of(new WorkerName("w1"), new WorkerName("w2"))))
                .onList(
                        "GET /api/v1/paths/tests",
                        health("w1", "films", State.OK, null),
                        health("w1", "tools", State.MISSING, null),
                        health("w2", "films", State.HANGING, "has not answered for 10 s"),
                        health("w3", "tools", null, null));
    }

    @Test
    void theDoctorShowsEachWorkerAndEachPlace() {
        sick();
        var run = farm.run("path", "doctor", "--pool", "night");
        assertThat(run.code()).isEqualTo(1);
        assertThat(farm.asked()).first().asString().startsWith("POST /api/v1/paths/tests?pool=night");
        List<String> lines = run.lines();
        assertThat(lines.getFirst()).contains("WORKER", "FILMS", "TOOLS");
        assertThat(lines.get(1)).contains("w1", "ok 0.412 ms, 3T free", "MISSING");
        assertThat(lines.get(2)).contains("w2", "HANGING", "-");
        assertThat(lines.get(3)).contains("w3", "-", "not tested");
        assertThat(lines.getLast()).isEqualTo("w2, films (/mnt/films): has not answered for 10 s");
    }

    @Test
    void theDoctorTellsWhatWasMeasuredAndWhatIsKnownAlready() {
        sick();
        assertThat(farm.run("path", "doctor", "--last", "--long").lines().get(1))
                .contains("w1", "films", "/mnt/films", "ok", "0.412 ms", "3T", "100M/s");
        assertThat(farm.asked()).noneMatch(request -> request.startsWith("POST"));
        assertThat(farm.run("path", "doctor", "-o", "csv").lines().getFirst())
                .isEqualTo("worker,path,root,state,lookMicros,freeBytes,totalBytes,readBytesPerSecond,"
                        + "writeBytesPerSecond,testedAt,detail");
        farm.onList("GET /api/v1/paths/tests", health("w1", "films", State.OK, null));
        assertThat(farm.run("path", "doctor", "--last").code()).isZero();
        farm.onList("GET /api/v1/paths/tests");
        assertThat(farm.run("path", "doctor", "--last").out()).contains("No worker has a place to test");
    }

    @Test
    void badUsageSaysWhatToDo() {
        assertThat(farm.run("path", "try", "--worker", "w1").code()).isEqualTo(2);
        assertThat(farm.run("path", "try", "--worker", "w1").err()).contains("--command N");
        assertThat(farm.run("path", "set", "x", "--test", "often").err())
                .contains("neither 'none', 'read' nor 'write'");
        farm.onList("GET /api/v1/paths");
        farm.refuse("PUT /api/v1/paths/x", 409, "conflict", "path rule 'x' is ambiguous");
        assertThat(farm.run("path", "set", "x", "--linux", "/x").code()).isEqualTo(4);
    }
}
