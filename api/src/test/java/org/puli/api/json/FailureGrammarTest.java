package org.puli.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.api.json.JobFixture.assertFault;
import static org.puli.api.json.JobFixture.faults;
import static org.puli.api.json.JobFixture.json;
import static org.puli.api.json.JobFixture.task;
import static org.puli.api.json.JobFixture.taskFault;
import static org.puli.api.json.JobFixture.yaml;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.puli.api.spec.ExitRule;
import org.puli.api.spec.FailurePolicy;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.LicenseFailure;
import org.puli.api.spec.StopRule;

class FailureGrammarTest {
    private static FailurePolicy policy(String... lines) {
        return Objects.requireNonNull(task(lines).settings().failurePolicy());
    }

    @Test
    void everyKeyIsRead() {
        FailurePolicy policy = policy(
                "command: [a]",
                "retryDelay: 30s",
                "retryBackoff: 2",
                "retryDelayMax: 10m",
                "exitCodes: {free: [99], fail: [3, 2], defer: 75, skip: [42], done: [1]}",
                "licenseFailure: {exitCodes: [210], log: '(?i)no license'}",
                "minTime: 2s",
                "noProgress: 10m",
                "startWithin: 5m",
                "blocklistAfter: 5");
        assertThat(policy.retryDelay()).isEqualTo(Duration.ofSeconds(30));
        assertThat(policy.retryBackoff()).isEqualTo(2);
        assertThat(policy.retryDelayMax()).isEqualTo(Duration.ofMinutes(10));
        assertThat(Objects.requireNonNull(policy.exitCodes()).fail()).containsExactly(2, 3);
        assertThat(policy.exitCodes().find(75)).isEqualTo(ExitRule.DEFER);
        assertThat(policy.exitCodes().find(7)).isNull();
        assertThat(policy.licenseFailure()).isEqualTo(new LicenseFailure(List.of(210), "(?i)no license"));
        assertThat(policy.minTime()).isEqualTo(Duration.ofSeconds(2));
        assertThat(policy.noProgress()).isEqualTo(Duration.ofMinutes(10));
        assertThat(policy.startWithin()).isEqualTo(Duration.ofMinutes(5));
        assertThat(policy.blocklistAfter()).isEqualTo(5);
        assertThat(policy.stop()).isNull();
    }

    @Test
    void aTaskThatSaysNothingHasNoPolicyOfItsOwn() {
        assertThat(task("command: [a]").settings().failurePolicy()).isNull();
    }

    @Test
    void whatIsWrittenIsReadBackToTheVerySame() {
        JobSpec job = yaml("""
                name: j
                stopAfterFailures: 10
                stopAtFailureRate: 0.5
                retryDelay: 0
                exitCodes: {}
                tasks:
                  - name: t
                    command: [a]
                    retryDelay: 1m30s
                    retryBackoff: 1.5
                    exitCodes: {free: [99, -1], done: [1]}
                    licenseFailure: {log: ""}
                    noProgress: 250ms
                    blocklistAfter: 0
                """);
        assertThat(json(JobWriter.write(job))).isEqualTo(job);
        assertThat(Json.read(Json.write(job), JobSpec.class)).isEqualTo(job);
        assertThat(Objects.requireNonNull(job.settings().failurePolicy()).stop())
                .isEqualTo(new StopRule(10, 0.5));
    }

    @Test
    void innerPlacesWinPartByPartAndExitCodesCodeByCode() {
        FailurePolicy outer = policy(
                "command: [a]",
                "retryDelay: 30s",
                "noProgress: 1m",
                "exitCodes: {free: [99], fail: [2, 3]}",
                "licenseFailure: {exitCodes: [210], log: denied}");
        FailurePolicy inner = policy(
                "command: [a]", "noProgress: 0", "exitCodes: {fail: [99], done: [3]}", "licenseFailure: {log: none}");
        FailurePolicy both = inner.inside(outer);
        assertThat(both.retryDelay()).isEqualTo(Duration.ofSeconds(30));
        assertThat(both.noProgress()).isEqualTo(Duration.ZERO);
        assertThat(Objects.requireNonNull(both.exitCodes()).find(99)).isEqualTo(ExitRule.FAIL);
        assertThat(both.exitCodes().find(2)).isEqualTo(ExitRule.FAIL);
        assertThat(both.exitCodes().find(3)).isEqualTo(ExitRule.DONE);
        assertThat(both.exitCodes().free()).isEmpty();
        assertThat(both.licenseFailure()).isEqualTo(new LicenseFailure(List.of(210), "none"));
    }

    @Test
    void aRuleThatStopsAJobIsNotInherited() {
        JobSpec job = yaml("name: j\nstopAfterFailures: 1\nattempts: 2\ntasks: [{name: t, command: [a]}]\n");
        FailurePolicy inherited =
                job.tasks().getFirst().settings().inside(job.settings()).failurePolicy();
        assertThat(Objects.requireNonNull(inherited).stop()).isNull();
    }

    @Test
    void faultsNameTheirPlace() {
        assertFault(
                taskFault("command: [a]", "exitCodes: {free: [1], fail: [1]}"),
                "/tasks/0/exitCodes/fail/0",
                5,
                "exit code 1 already stands under 'free'");
        assertFault(taskFault("command: [a]", "licenseFailure: {log: '(a'}"), "/tasks/0/licenseFailure/log", 5, "RE2");
        assertFault(
                taskFault("command: [a]", "licenseFailure: {log: '(?=a)b'}"),
                "/tasks/0/licenseFailure/log",
                5,
                "no regular expression");
        assertFault(
                taskFault("command: [a]", "licenseFailure: {log: '((a{100}){100}){100}'}"),
                "/tasks/0/licenseFailure/log",
                5,
                "multiply to more than 1000");
        assertFault(taskFault("command: [a]", "retryDelay: 25h"), "/tasks/0/retryDelay", 5, "longer than 24h");
        assertFault(taskFault("command: [a]", "retryBackoff: 0.9"), "/tasks/0/retryBackoff", 5, "from 1 to 100");
        assertFault(taskFault("command: [a]", "stopAfterFailures: 1"), "/tasks/0/stopAfterFailures", 5, "unknown key");
        assertFault(
                taskFault("command: [a]", "exitCodes: {retry: [3]}"),
                "/tasks/0/exitCodes/retry",
                5,
                "unknown key 'retry' (there are: free, fail, defer, skip, done)");
        assertThat(faults("name: j\nblocklistAfter: x\nminTime: [1]\ntasks: [{name: t, command: [a]}]\n"))
                .hasSize(2);
    }

    @Test
    void aPatternMayBeSoLongAndNoLonger() {
        assertThat(policy("command: [a]", "licenseFailure: {log: " + "x".repeat(JobLimits.PATTERN) + "}")
                        .licenseFailure())
                .isNotNull();
        assertThat(taskFault("command: [a]", "licenseFailure: {log: " + "x".repeat(JobLimits.PATTERN + 1) + "}")
                        .message())
                .contains("at most 500");
    }

    @Test
    void pausesGrowUpToTheirMost() {
        FailurePolicy policy = policy("command: [a]", "retryDelay: 30s", "retryBackoff: 2", "retryDelayMax: 100s");
        assertThat(List.of(policy.pauseAfter(1), policy.pauseAfter(2), policy.pauseAfter(3), policy.pauseAfter(1_000)))
                .containsExactly(
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(100),
                        Duration.ofSeconds(100));
        assertThat(FailurePolicy.NONE.pauseAfter(3)).isEqualTo(Duration.ZERO);
    }

    @Test
    void whatIsGivenBackPausesAlways() {
        assertThat(FailurePolicy.NONE.pauseAfterReturn(1, true)).isEqualTo(Duration.ofSeconds(30));
        assertThat(FailurePolicy.NONE.pauseAfterReturn(1, false)).isEqualTo(Duration.ofSeconds(1));
        FailurePolicy policy = policy("command: [a]", "retryDelay: 5s", "retryBackoff: 3");
        assertThat(policy.pauseAfterReturn(2, true)).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void aJobStopsAtItsCountOrAtItsRate() {
        assertThat(new StopRule(3, null).isMet(2, 100)).isFalse();
        assertThat(new StopRule(3, null).isMet(3, 3)).isTrue();
        assertThat(new StopRule(null, 0.5).isMet(9, 9)).isFalse();
        assertThat(new StopRule(null, 0.5).isMet(5, 10)).isTrue();
        assertThat(new StopRule(null, 0.5).isMet(5, 11)).isFalse();
    }
}
