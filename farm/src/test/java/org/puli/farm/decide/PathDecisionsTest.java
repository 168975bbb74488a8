package org.puli.farm.decide;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.task;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.puli.api.CommandId;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.PathChange;
import org.puli.api.spec.PathRule;
import org.puli.api.spec.PathTest;
import org.puli.api.spec.Platform;
import org.puli.api.spec.TaskSettings;
import org.puli.api.sync.Equipment;
import org.puli.api.sync.RunDetails;
import org.puli.api.view.PathTrial;
import org.puli.farm.Farm;
import org.puli.farm.FarmFixture;
import org.puli.farm.OrdersShow;
import org.puli.farm.change.Change;
import org.puli.farm.request.DeletePath;
import org.puli.farm.request.ListPaths;
import org.puli.farm.request.Request;
import org.puli.farm.request.SetPath;
import org.puli.farm.request.TryPaths;
import org.puli.farm.row.AuditRow;

class PathDecisionsTest {
    private static final PathRule FILMS = new PathRule("films", "/mnt/films", null, "F:\\");
    private static final WorkerName W1 = new WorkerName("w1");

    private final FarmFixture farm = FarmFixture.farm();

    private static Equipment of(String os) {
        return new Equipment(0, 0, Map.of(), List.of(), List.of(), Map.of("os", os), 1, List.of());
    }

    private AuditRow audit(Request<?> request) {
        farm.ask(request);
        return ((Change.Audited) farm.changes.getLast()).row();
    }

    private String refused(Request<?> request) {
        return requireNonNull(farm.refusal(request)).detail();
    }

    private RunDetails ordered(TaskSettings settings) {
        farm.submit(job(task("render", "1", settings)));
        farm.plan();
        return requireNonNull(
                OrdersShow.wanted(farm.farm, farm.worker("w1")).getLast().details());
    }

    @Test
    void aRuleIsMadeChangedListedAndRemoved() {
        AuditRow made = audit(new SetPath(FILMS));
        assertThat(List.of(made.verb(), made.target(), made.before(), made.after()))
                .containsExactly("set", "path rule films", "", "linux /mnt/films, windows F:\\, test read");
        PathRule tools = new PathRule("tools", "/opt/tools", null, null);
        farm.ask(new SetPath(tools));
        assertThat(farm.ask(new ListPaths())).containsExactly(FILMS, tools);
        AuditRow changed = audit(new SetPath(new PathRule("films", "/nas/films", null, "F:\\")));
        assertThat(changed.before()).isEqualTo(made.after());
        farm.changes.clear();
        farm.ask(new SetPath(tools));
        assertThat(farm.changes).isEmpty();
        assertThat(audit(new DeletePath("films")).before()).isEqualTo(changed.after());
        farm.changes.clear();
        farm.ask(new DeletePath("films"));
        assertThat(farm.changes).isEmpty();
        assertThat(farm.ask(new ListPaths())).containsExactly(tools);
    }

    @Test
    void rulesSurviveARestart() {
        farm.ask(new SetPath(FILMS));
        farm.ask(new SetPath(new PathRule("gone", "/gone", null, null)));
        farm.ask(new DeletePath("gone"));
        Farm loaded = Farm.load(farm.farm.rows(1));
        assertThat(loaded.paths().rules()).containsExactly(FILMS);
        assertThat(loaded.paths().mapping()).containsExactly(FILMS);
    }

    @Test
    void whatContradictsAnotherRuleIsRefused() {
        farm.ask(new SetPath(FILMS));
        assertThat(refused(new SetPath(new PathRule("x", "/mnt/films", null, null))))
                .contains("is ambiguous", "of rule 'films' already");
        assertThat(refused(new SetPath(new PathRule("FILMS", "/y", null, null))))
                .contains("upper and lower case");
        assertThat(refused(new SetPath(
                        new PathRule("x", "/x", null, null, false, PathTest.READ, List.of(new PoolName("nowhere"))))))
                .contains("there is no pool 'nowhere'");
    }

    @Test
    void thereAreSixtyFourRulesAtMost() {
        for (int i = 0; i < PathRule.MOST; i++) {
            farm.ask(new SetPath(new PathRule("r" + i, "/r" + i, null, null)));
        }
        assertThat(refused(new SetPath(new PathRule("more", "/more", null, null))))
                .isEqualTo("there are 64 path rules, as many as there may be");
        farm.ask(new SetPath(new PathRule("r0", "/other", null, null)));
        assertThat(farm.ask(new ListPaths())).hasSize(64);
    }

    @Test
    void rulesThatCanChangeSomethingGoWithAnAttemptUnlessItsTaskWantsNone() {
        farm.workers(1, 8);
        farm.ask(new SetPath(new PathRule("alone", "/alone", null, null)));
        assertThat(ordered(TaskSettings.NONE).paths()).isNull();
        farm.ask(new SetPath(FILMS));
        assertThat(ordered(TaskSettings.NONE).paths()).containsExactly(FILMS);
        assertThat(ordered(TaskSettings.NONE.withPathMapping(true)).paths()).containsExactly(FILMS);
        assertThat(ordered(TaskSettings.NONE.withPathMapping(false)).paths()).isNull();
    }

    private PathTrial tried(@Nullable CommandId command, String... values) {
        return farm.ask(new TryPaths(W1, List.of(values), command));
    }

    @Test
    void valuesAreTriedForThePlatformOfAWorker() {
        farm.worker(4, of("windows 11"));
        farm.ask(new SetPath(FILMS));
        PathTrial trial = tried(null, "/mnt/films/a", "x");
        assertThat(trial.platform()).isEqualTo(Platform.WINDOWS);
        assertThat(trial.values())
                .containsExactly(
                        new PathChange("value 1", "/mnt/films/a", "F:\\a", "films", "/mnt/films", "F:\\"),
                        new PathChange("value 2", "x", "x", null, null, null));
        assertThat(trial.remark()).isNull();
    }

    @Test
    void aCommandIsTriedAsTheWorkerWouldStartIt() {
        farm.worker(4, of("linux"));
        farm.ask(new SetPath(FILMS));
        TaskSettings settings =
                TaskSettings.NONE.withWorkingDirectory("f:/shots").withEnvironment(Map.of("A", "F:\\x"));
        farm.submit(job(task("render", "1-3", settings)));
        assertThat(tried(new CommandId(2)).values())
                .filteredOn(PathChange::differs)
                .extracting(change -> change.place() + " " + change.after())
                .containsExactly("variable A /mnt/films/x", "working directory /mnt/films/shots");
        farm.submit(job(task("render", "1", settings.withPathMapping(false))));
        PathTrial off = tried(new CommandId(4));
        assertThat(off.values()).isEmpty();
        assertThat(off.remark()).contains("pathMapping: false");
        assertThat(refused(new TryPaths(W1, List.of(), new CommandId(99)))).contains("there is no command 99");
        assertThat(refused(new TryPaths(new WorkerName("w9"), List.of(), null))).contains("there is no worker 'w9'");
    }

    @Test
    void theLineOfAShellIsSaidToStayAsItIs() {
        farm.worker(4, of("linux"));
        farm.ask(new SetPath(FILMS));
        var plain = task("render", "1", TaskSettings.NONE);
        farm.submit(job(new org.puli.api.spec.TaskSpec(
                plain.name(),
                new CommandLine(List.of("cat F:\\x"), true),
                plain.frames(),
                plain.chunk(),
                plain.commands(),
                plain.after(),
                plain.paused(),
                plain.settings(),
                plain.precedence())));
        assertThat(tried(new CommandId(1)).remark()).contains("a line of a shell");
    }

    @Test
    void onASystemThatRulesDoNotKnowNothingIsChanged() {
        farm.worker(4, of("plan9"));
        farm.ask(new SetPath(FILMS));
        PathTrial trial = tried(null, "F:\\x");
        assertThat(trial.platform()).isNull();
        assertThat(trial.values()).isEmpty();
        assertThat(trial.remark()).contains("none of linux, macos, windows");
    }
}
