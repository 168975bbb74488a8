package org.puli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.api.JobId;
import org.puli.api.json.JobDefaults;
import org.puli.api.json.JobReader;
import org.puli.api.spec.JobSpec;
import org.puli.api.sync.Equipment;
import org.puli.api.view.AuditView;
import org.puli.api.view.Duty;
import org.puli.api.view.JobResults;
import org.puli.api.view.JobResults.JobResult;
import org.puli.api.view.JobView;
import org.puli.api.view.Problem;
import org.puli.api.view.Status;
import org.puli.api.view.WorkerView;
import org.puli.cli.shared.ExitCodes;

class OperatorVerbsTest {
    private static final String JOBS = "/api/v1/jobs";

    private FixedFarm farm;

    @BeforeEach
    void open() throws IOException {
        farm = new FixedFarm();
    }

    @AfterEach
    void close() {
        farm.close();
    }

    @ParameterizedTest
    @CsvSource({
        "pause 7 --task comp --requeue, pause?task=comp&running=requeue, job 7 holds comp back: fx",
        "pause 7 --kill --cascade, pause?cascade=true&running=kill, job 7 is paused: fx",
        "pause 7 --task comp --frames 1-5, pause?task=comp&frames=1-5, job 7 holds single commands of comp back: fx",
        "resume 7 --commands 31-40, resume?numbers=31-40, job 7 lets single commands go on: fx",
        "resume 7 --task comp --cascade, resume?task=comp&cascade=true, job 7 lets comp go on: fx",
        "resume 7 --now, resume?now=true, job 7 goes on: fx",
        "cancel 7 --frames 1-5, cancel?frames=1-5, job 7 has 0 of 48 commands canceled: fx",
        "retry 7 --task comp, retry?task=comp&scope=failed, job 7 has 12 of 48 commands to do",
        "done 7 --commands 31-40, done?numbers=31-40, job 7 has 35 of 48 commands done",
        "cancel 7 --task-tag pass, cancel?taskTag=pass, job 7 has 0 of 48 commands canceled: fx",
        "pause 7 --task-tag pass=beauty, pause?taskTag=pass%3Dbeauty, job 7 holds tasks with tag pass=beauty back: fx",
        "resume 7 --task-tag pass --task g, resume?task=g&taskTag=pass, job 7 lets tasks with tag pass in g go on: fx",
        "skip 7 --status failed --cascade, skip?status=FAILED&cascade=true, job 7 has 0 of 48 commands skipped"
    })
    void verbsSayWhichWorkTheyMean(String words, String asked, String said) {
        JobView job = FixedViews.job(7, "fx", Status.READY);
        String verb = words.split(" ", 2)[0];
        farm.on("POST /api/v1/jobs/7/" + verb, job);
        var ran = farm.run(("job " + words).split(" ", -1));
        assertThat(ran.err()).isEmpty();
        assertThat(ran.lines()).containsExactly(said);
        assertThat(farm.asked()).containsExactly("POST /api/v1/jobs/7/" + asked);
    }

    @Test
    void aFilterStandsForTheJobsThatItFinds() {
        JobView job = FixedViews.job(7, "fx", Status.READY);
        JobView other = FixedViews.job(9, "fx", Status.READY);
        Problem ended = new Problem("conflict", "Not now", 409, "job 11 has ended", List.of());
        farm.on(
                "POST /api/v1/jobs/pause",
                new JobResults(List.of(
                        new JobResult(job.id(), job, null),
                        new JobResult(new JobId(11), null, ended),
                        new JobResult(other.id(), other, null))));
        var ran = farm.run("job", "pause", "--owner", "ada", "--tag", "shot=sh010", "--job-status", "ready", "--kill");
        assertThat(ran.lines()).containsExactly("job 7 is paused: fx", "job 9 is paused: fx");
        assertThat(ran.err()).contains("job 11 not done: job 11 has ended");
        assertThat(ran.code()).isEqualTo(ExitCodes.of(ended));
        assertThat(farm.asked())
                .containsExactly("POST " + JOBS + "/pause?running=kill&jobStatus=READY&owner=ada&tag=shot%3Dsh010");
    }

    @Test
    void severalJobsAreChangedAndDeletedByNumbersOrByAFilter() {
        JobView job = FixedViews.job(7, "fx", Status.READY);
        JobResults both =
                new JobResults(List.of(new JobResult(job.id(), job, null), new JobResult(new JobId(9), job, null)));
        farm.on("PATCH /api/v1/jobs", both).on("PATCH /api/v1/jobs/7", job).on("PATCH /api/v1/jobs/9", job);
        assertThat(farm.run("job", "set", "7", "9", "priority=80").lines())
                .isEqualTo(farm.run("job", "set", "--name", "fx", "priority=80").lines())
                .containsExactly("job 7 is changed: fx", "job 9 is changed: fx");
        assertThat(farm.asked().getLast()).isEqualTo("PATCH " + JOBS + "?name=fx {\"priority\":80}");
        farm.on("DELETE /api/v1/jobs", new JobResults(List.of(new JobResult(new JobId(7), null, null))));
        assertThat(farm.run("job", "delete", "--job-status", "done").lines()).containsExactly("job 7 is deleted");
    }

    @Test
    void aFilterThatFindsNothingDoesNothing() {
        var ran = farm.on("POST /api/v1/jobs/cancel", new JobResults(List.of())).run("job", "cancel", "--name", "zzz");
        assertThat(ran.code()).isZero();
        assertThat(ran.err()).contains("no job is so");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "job cancel",
                "job cancel 7 --owner ada",
                "job pause 7 --requeue --kill",
                "job skip 7 --status nope",
                "job set 7",
                "job set 7 priority",
                "job set priority=80",
                "job set 7 priority=80 --owner ada",
                "job set --owner ada --task comp priority=80",
                "job set 7 licenses=[a",
                "job priority 7",
                "command skip",
                "audit list --since yesterday",
                "audit list --job x",
                "worker quarantine w1",
                "worker set w1",
                "worker set w1 cores",
                "worker tag w1",
                "worker tag w1 gpu"
            })
    void wrongUsageAsksForNothing(String words) {
        assertThat(farm.run(words.split(" ", -1)).code()).isEqualTo(2);
        assertThat(farm.asked()).isEmpty();
    }

    @Test
    void singleCommandsArePausedAndResumed() {
        farm.on("POST /api/v1/commands/31/pause", FixedViews.paused(31))
                .on("POST /api/v1/commands/31/resume", FixedViews.command(31, Status.READY, null));
        assertThat(farm.run("command", "pause", "31", "--requeue").lines())
                .containsExactly("command 31 is READY and paused: render 31");
        assertThat(farm.run("command", "resume", "31").lines()).containsExactly("command 31 is READY: render 31");
        assertThat(farm.asked())
                .containsExactly("POST /api/v1/commands/31/pause?running=requeue", "POST /api/v1/commands/31/resume");
        var ran = farm.run("command", "pause", "31", "--cascade");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("without --cascade");
    }

    @Test
    void singleCommandsAreSteeredByNumber() {
        farm.on("POST /api/v1/commands/31/skip", FixedViews.command(31, Status.SKIPPED, null))
                .refuse("POST /api/v1/commands/32/skip", 404, "unknown-command", "there is no command 32");
        var ran = farm.run("command", "skip", "31", "32", "--cascade");
        assertThat(ran.code()).isEqualTo(4);
        assertThat(ran.lines()).containsExactly("command 31 is SKIPPED: render 31");
        assertThat(ran.err()).contains("command 32 not done: there is no command 32");
        assertThat(farm.asked().getFirst()).isEqualTo("POST /api/v1/commands/31/skip?cascade=true");
        for (String verb : List.of("cancel", "retry", "done")) {
            farm.on("POST /api/v1/commands/31/" + verb, FixedViews.command(31, Status.DONE, null));
            assertThat(farm.run("command", verb, "31").code()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            set 7 priority=80 maxWorkers=10 tag.shot=sh020 | {"priority":80,"maxWorkers":10,"tags":{"shot":"sh020"}}
            set 7 env.A= licenses=[nuke]                   | {"environment":{"A":null},"licenses":["nuke"]}
            set 7 arg.samples=128 arguments.v=1.10 arg.w=  | {"arguments":{"samples":"128","v":"1.10","w":null}}
            priority 7 80                                  | {"priority":80}
            pool 7 fast                                    | {"pool":"fast"}
            rename 7 010                                   | {"name":"010"}
            """)
    void editsAreSentAsAPatch(String words, String patch) {
        farm.on("PATCH /api/v1/jobs/7", FixedViews.job(7, "fx", Status.READY));
        var ran = farm.run(("job " + words).split(" ", -1));
        assertThat(ran.err()).isEmpty();
        assertThat(ran.lines()).containsExactly("job 7 is changed: fx");
        assertThat(farm.asked()).containsExactly("PATCH /api/v1/jobs/7 " + patch);
    }

    @Test
    void aTaskIsEditedByItsNameOrNumber() {
        JobView job = FixedViews.tree(7, "fx");
        farm.on("GET /api/v1/jobs/7", job).on("PATCH /api/v1/tasks/41", job).on("PATCH /api/v1/tasks/42", job);
        assertThat(farm.run("job", "set", "7", "--task", "comp", "cores=4").lines())
                .containsExactly("task comp of job 7 is changed: fx");
        assertThat(farm.asked()).last().isEqualTo("PATCH /api/v1/tasks/41 {\"cores\":4}");
        assertThat(farm.run("job", "set", "7", "--task", "42", "timeout=5m").code())
                .isZero();
        farm.run("job", "set", "7", "--task", "comp", "priority=80", "weight=0.5", "maxWorkers=", "strategy=as-is");
        assertThat(farm.asked())
                .last()
                .isEqualTo("PATCH /api/v1/tasks/41"
                        + " {\"priority\":80,\"weight\":0.5,\"maxWorkers\":null,\"strategy\":\"as-is\"}");
        var ran = farm.run("job", "set", "7", "--task", "nothing", "cores=4");
        assertThat(ran.code()).isEqualTo(4);
        assertThat(ran.err()).contains("job 7 has no task or group 'nothing'");
    }

    @Test
    void everyFaultOfAnEditIsTold() {
        farm.refuse("PATCH /api/v1/jobs/7", 400, "bad-job", "/priority: expected a whole number from 0 to 100");
        var ran = farm.run("job", "priority", "7", "101");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("expected a whole number from 0 to 100");
    }

    @Test
    void theAuditIsATable() {
        long now = System.currentTimeMillis();
        farm.onList(
                "GET /api/v1/audit",
                new AuditView(
                        3, now, "ada", "10.0.0.1", "cancel", "job 7", new JobId(7), null, "3 ready", "3 canceled"));
        var ran = farm.run("audit", "list", "--job", "7", "--worker", "w1", "--user", "ada", "--since", "2h");
        assertThat(ran.lines().get(0)).startsWith("ID   AGO  USER  FROM      VERB    TARGET  BEFORE   AFTER");
        assertThat(ran.lines().get(1)).contains("ada   10.0.0.1  cancel  job 7   3 ready  3 canceled");
        assertThat(farm.asked().getFirst()).matches("GET /api/v1/audit\\?job=7&worker=w1&user=ada&since=\\d{13}&.*");
    }

    @Test
    void workersAreSteeredByName() {
        WorkerView worker = FixedViews.worker("w1", Duty.DRAINING);
        for (String verb : List.of("pause", "drain", "quarantine", "release")) {
            farm.on("POST /api/v1/workers/w1/" + verb, worker);
        }
        farm.onText("DELETE /api/v1/workers/w1", "text/plain", "");
        assertThat(farm.run("worker", "pause", "w1", "--requeue", "--reason", "x")
                        .out())
                .isEqualTo("worker w1 is paused; 1 running command is being stopped\n");
        assertThat(farm.run("worker", "drain", "w1").out())
                .isEqualTo("worker w1 is draining; 1 running command goes on\n");
        assertThat(farm.run("worker", "quarantine", "w1", "--reason", "it smells")
                        .out())
                .isEqualTo("worker w1 is in quarantine; 1 running command goes on\n");
        assertThat(farm.run("worker", "release", "w1").out()).isEqualTo("worker w1 is DRAINING\n");
        assertThat(farm.run("worker", "delete", "w1").out()).isEqualTo("worker w1 is deleted\n");
        assertThat(farm.asked())
                .containsExactly(
                        "POST /api/v1/workers/w1/pause?running=requeue {\"reason\":\"x\"}",
                        "POST /api/v1/workers/w1/drain",
                        "POST /api/v1/workers/w1/quarantine {\"reason\":\"it smells\"}",
                        "POST /api/v1/workers/w1/release",
                        "DELETE /api/v1/workers/w1");
    }

    @ParameterizedTest
    @CsvSource({"sleep, is to sleep and is BUSY", "wake, was sent a wake packet and is BUSY"})
    void machinesArePutToSleepAndWokenByName(String verb, String said) {
        farm.on("POST /api/v1/workers/w1/" + verb, FixedViews.worker("w1", Duty.ACTIVE));
        farm.refuse("POST /api/v1/workers/w2/" + verb, 409, "conflict", "worker w2 told no address");
        farm.on("POST /api/v1/workers/w3/" + verb, FixedViews.worker("w3", Duty.ACTIVE));
        var ran = farm.run("worker", verb, "w1", "w2", "w3");
        assertThat(ran.lines()).containsExactly("worker w1 " + said, "worker w3 " + said);
        assertThat(ran.err()).isEqualTo("worker w2 not done: worker w2 told no address\n");
        assertThat(ran.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(farm.asked())
                .containsExactly(
                        "POST /api/v1/workers/w1/" + verb,
                        "POST /api/v1/workers/w2/" + verb,
                        "POST /api/v1/workers/w3/" + verb);
        assertThat(farm.run("worker", verb).code()).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void aWorkerIsSetAndTagged() {
        farm.on("PATCH /api/v1/workers/w1", FixedViews.worker("w1", Duty.ACTIVE));
        assertThat(farm.run("worker", "set", "w1", "cores=8", "memory=").out())
                .isEqualTo("worker w1 offers 7/8 cores, 12G/16G memory (free/all)\n");
        assertThat(farm.run("worker", "tag", "w1", "+gpu", "-old", "-server-room")
                        .out())
                .isEqualTo("worker w1 has the tags gpu\n");
        assertThat(farm.asked())
                .containsExactly(
                        "PATCH /api/v1/workers/w1 {\"cores\":8,\"memory\":null}",
                        "PATCH /api/v1/workers/w1 {\"tags\":{\"gpu\":true,\"old\":null,\"server-room\":null}}");
    }

    private static WorkerView configured(List<String> given, List<String> own) {
        Equipment equipment = new Equipment(0, 0, Map.of(), own, List.of(), Map.of(), 1, List.of());
        return FixedViews.worker("w1", given, equipment);
    }

    @Test
    void whichTagsAWorkerHasAndWhichItKeepsIsSaid() {
        farm.on("PATCH /api/v1/workers/w1", configured(List.of(), List.of("t1", "t2")));
        var unknown = farm.run("worker", "tag", "w1", "-zz");
        assertThat(unknown.out()).isEqualTo("worker w1 has the tags t1, t2 (t1, t2 from its own configuration)\n");
        assertThat(unknown.code()).isZero();
        var kept = farm.run("worker", "tag", "w1", "-t1");
        assertThat(kept.err())
                .isEqualTo("puli: worker w1 keeps t1: what its own configuration says cannot be taken"
                        + " away from here\n");
        assertThat(kept.code()).isEqualTo(ExitCodes.FAILED);
        assertThat(farm.run("worker", "tag", "w1", "+t1").code()).isZero();
        farm.on("PATCH /api/v1/workers/w1", configured(List.of(), List.of()));
        assertThat(farm.run("worker", "tag", "w1", "-zz").out()).isEqualTo("worker w1 has no tags\n");
    }

    @Test
    void aSignWithoutATagIsRefused() {
        for (String sign : List.of("+", "-")) {
            var ran = farm.run("worker", "tag", "w1", sign);
            assertThat(ran.err())
                    .isEqualTo("puli: '" + sign + "' names no tag; write +TAG to give one and -TAG to take it away\n");
            assertThat(ran.code()).isEqualTo(ExitCodes.USAGE);
        }
        assertThat(farm.asked()).isEmpty();
    }

    @Test
    void aWorkerIsToldWhichPoolsComeFirst() {
        farm.on("PATCH /api/v1/workers/w1", FixedViews.worker("w1", Duty.ACTIVE));
        assertThat(farm.run("worker", "set", "w1", "poolOrder=film,tv").code()).isZero();
        assertThat(farm.run("worker", "set", "w1", "poolOrder=").code()).isZero();
        assertThat(farm.asked())
                .containsExactly(
                        "PATCH /api/v1/workers/w1 {\"poolOrder\":[\"film\",\"tv\"]}",
                        "PATCH /api/v1/workers/w1 {\"poolOrder\":null}");
    }

    private static JobSpec spec() {
        return JobReader.read(
                "{name: fx, owner: ada, priority: 60, paused: true, tasks: [{name: t, command: [r, '{frame}'],"
                        + " frames: 1-9, cores: 2}]}",
                JobReader.Format.YAML,
                new JobDefaults("ada", null));
    }

    @Test
    void aCloneIsTheOldJobWithChanges() {
        farm.on("GET /api/v1/jobs/7/spec", spec()).onNew("POST /api/v1/jobs", FixedViews.job(8, "fx", Status.READY));
        var ran = farm.run("job", "clone", "7", "--set", "tasks.t.frames=1-3", "--set", "priority=70");
        assertThat(ran.out()).isEqualTo("8\n");
        assertThat(ran.err()).isEqualTo("Job 7 is cloned: job 8 ('fx')\n");
        assertThat(farm.asked()).hasSize(2);
        String sent = farm.asked().getLast();
        assertThat(sent).startsWith("POST /api/v1/jobs?copyOf=7 {\"name\":\"fx\",\"owner\":\"ada\"");
        assertThat(sent).contains("\"priority\":70", "\"frames\":\"1-3\"", "\"paused\":false", "\"cores\":2.0");
        farm.run("job", "clone", "7", "--paused");
        assertThat(farm.asked().getLast()).contains("\"paused\":true", "\"frames\":\"1-9\"");
    }

    @Test
    void aResubmittedJobTakesTheOldOnesPlace() {
        farm.on("GET /api/v1/jobs/7/spec", spec())
                .onNew("POST /api/v1/jobs", FixedViews.job(8, "fx", Status.READY))
                .on("POST /api/v1/jobs/7/cancel", FixedViews.job(7, "fx", Status.CANCELED));
        var ran = farm.run("job", "resubmit", "7");
        assertThat(ran.out()).isEqualTo("8\n");
        assertThat(ran.err()).contains("Job 7 is canceled, and job 8 ('fx') takes its place");
        assertThat(farm.asked()).last().isEqualTo("POST /api/v1/jobs/7/cancel");
    }

    @Test
    void whatCannotBeSubmittedIsNotAndTheOldJobGoesOn() {
        farm.on("GET /api/v1/jobs/7/spec", spec());
        var ran = farm.run("job", "resubmit", "7", "--set", "priority=101");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("/priority: expected a whole number from 0 to 100");
        farm.refuse("POST /api/v1/jobs", 422, "unknown-pool", "there is no pool 'nowhere'");
        assertThat(farm.run("job", "resubmit", "7", "--set", "pool=nowhere").code())
                .isEqualTo(2);
        assertThat(farm.asked()).noneMatch(asked -> asked.contains("cancel"));
    }
}
