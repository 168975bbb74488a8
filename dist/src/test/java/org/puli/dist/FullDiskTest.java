package org.puli.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.client.CommandQuery;
import org.puli.api.client.FarmAddress;
import org.puli.api.client.FarmClient;
import org.puli.api.client.FarmUnreachable;
import org.puli.api.client.JobQuery;
import org.puli.api.client.Submission;
import org.puli.api.json.JobReader.Format;
import org.puli.api.view.Status;
import org.puli.simulation.program.DatabaseKind;
import org.puli.simulation.program.DatabaseProcess;
import org.puli.simulation.program.Ports;
import org.puli.simulation.program.Program;
import org.puli.simulation.program.SmallDisk;

/** The disk of a real database is filled to its last byte while a farm of real programs is at work on it. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FullDiskTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String FULL = "the disk of the database is full; free space there";

    /** MariaDB ends itself when it has to take back a larger row than this on a full disk. */
    private static final int LARGE = 5_000;

    @TempDir
    private Path folder;

    private final Random random = new Random(7);
    private final Map<String, JobId> acknowledged = new TreeMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable SmallDisk disk;
    private @Nullable DatabaseProcess server;
    private @Nullable Program worker;
    private Program dispatcher;
    private FarmClient client;
    private URI address;
    private Path gate;

    private void start(@Nullable DatabaseKind kind, int mebibytes) throws Exception {
        SmallDisk mounted = SmallDisk.mount(folder.resolve("disk"), mebibytes);
        disk = mounted;
        Map<String, String> settings = new TreeMap<>(Map.of("HOME", folder.toString()));
        Path data = kind == null ? mounted.folder() : folder;
        if (kind != null) {
            DatabaseProcess made =
                    DatabaseProcess.make(kind, folder.resolve("server"), Ports.drawFree(random), mounted);
            server = made;
            made.start();
            settings.putAll(made.settings());
        }
        int port = Ports.drawFree(random);
        address = URI.create("http://127.0.0.1:" + port);
        client = new FarmClient(FarmAddress.of(address), Duration.ZERO);
        dispatcher =
                Program.dispatcher(port, data.resolve("dispatcher"), settings).on(mounted);
        awaitLed();
        worker = Program.worker(port, "w1", 1, folder.resolve("w1"), Map.of("HOME", folder.toString()));
        worker.start();
    }

    /** A dispatcher ends that finds no database at its start, and the system's own keeper starts it again. */
    private void awaitLed() {
        await().atMost(PATIENCE).until(() -> {
            if (!dispatcher.isAlive()) {
                dispatcher.start();
            }
            return isAnswered();
        });
    }

    private boolean isAnswered() {
        try {
            return client.farm().storeProblem() == null;
        } catch (FarmUnreachable notYet) {
            return false;
        }
    }

    @AfterEach
    void stop() throws Exception {
        Files.writeString(gate, "");
        if (worker != null) {
            worker.stop();
        }
        client.close();
        http.shutdownNow();
        dispatcher.stop();
        if (server != null) {
            server.kill();
        }
        if (disk != null) {
            disk.close();
        }
    }

    /** A job that nobody runs, as large as is said. */
    private String job(int bytes) {
        byte[] noise = new byte[bytes / 2];
        random.nextBytes(noise);
        return """
                {"name": "j", "paused": true, "environment": {"NOISE": "%s"},
                 "tasks": [{"name": "t", "command": ["true"]}]}""".formatted(HexFormat.of().formatHex(noise));
    }

    private void submit(String key, String job) {
        acknowledged.put(key, client.submit(job, Format.JSON, key).job().id());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post() throws IOException, InterruptedException {
        HttpRequest submit = HttpRequest.newBuilder(address.resolve("/api/v1/jobs"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(job(10)))
                .build();
        return http.send(submit, BodyHandlers.ofString());
    }

    /** Submits until one is not answered any more; that one. */
    private CompletableFuture<Submission> submitUntilNothingCanBeStored() {
        for (int i = 0; true; i++) {
            String key = "large-" + i;
            String large = job(LARGE);
            CompletableFuture<Submission> asked =
                    CompletableFuture.supplyAsync(() -> client.submit(large, Format.JSON, key));
            await().atMost(PATIENCE).until(() -> asked.isDone() || client.farm().storeProblem() != null);
            if (!asked.isDone()) {
                return asked;
            }
            acknowledged.put(key, asked.join().job().id());
        }
    }

    private Status status(JobId job) {
        return client.job(job).status();
    }

    private JobId startOneThatWaits() {
        gate = folder.resolve("gate");
        String job = """
                {"name": "waits", "tasks": [{"name": "t", "shell": true,
                  "command": "while [ ! -e %s ]; do sleep 0.05; done"}]}""".formatted(gate);
        submit("waits", job);
        JobId id = acknowledged.get("waits");
        await().atMost(PATIENCE).until(() -> status(id) == Status.RUNNING);
        return id;
    }

    private void assertThatEverySurfaceSaysSo() throws IOException, InterruptedException {
        Shell.Started shown = new Shell(folder, address.toString()).puli("farm", "show");
        assertThat(shown.out()).containsPattern("Trouble +nothing can be stored: .*" + FULL);
        for (HttpResponse<String> refused : List.of(get("/api/v1/health"), post())) {
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(refused.body()).contains("\"type\":\"busy\"", FULL);
        }
        assertLogged("could not be stored and will be tried again", FULL);
    }

    /** The log of a farm in a file lies on the same disk, where there is no room for it. */
    private void assertLogged(String... words) throws IOException {
        if (server != null) {
            assertThat(Files.readString(folder.resolve("dispatcher/logs/dispatcher.log")))
                    .contains(words);
        }
    }

    private void assertThatAllThatWasAcknowledgedIsThereOnce(JobId waited) {
        assertThat(client.jobs(JobQuery.ALL).total()).isEqualTo(acknowledged.size());
        acknowledged.forEach((key, id) -> {
            Submission again = client.submit(job(10), Format.JSON, key);
            assertThat(again.isNew()).as(key).isFalse();
            assertThat(again.job().id()).as(key).isEqualTo(id);
        });
        assertThat(status(waited)).isEqualTo(Status.DONE);
        CommandId command =
                client.commands(waited, CommandQuery.ALL).items().getFirst().id();
        assertThat(client.attempts(command).ended()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "SQLITE",
            value = {"SQLITE,24", "POSTGRESQL,100", "MARIADB,240"})
    void nothingIsLostAndTheWorkGoesOnByItselfWhenThereIsSpace(@Nullable DatabaseKind kind, int mebibytes)
            throws Exception {
        start(kind, mebibytes);
        submit("small", job(10));
        JobId waiting = startOneThatWaits();
        disk.fill();
        CompletableFuture<Submission> unanswered = submitUntilNothingCanBeStored();
        await().atMost(PATIENCE).untilAsserted(this::assertThatEverySurfaceSaysSo);
        assertThat(client.jobs(JobQuery.ALL).total()).isEqualTo(acknowledged.size());
        String late = "large-" + (acknowledged.size() - 2);
        Files.writeString(gate, "");
        disk.free();
        await().atMost(PATIENCE).until(() -> get("/api/v1/health").statusCode() == 200);
        // Whether it was answered in time or not: who asks again with its key is told of the same job.
        JobId known = unanswered
                .handle((done, busy) -> done == null ? null : done.job().id())
                .join();
        submit(late, job(10));
        assertThat(known).isIn(null, acknowledged.get(late));
        await().atMost(PATIENCE).until(() -> status(waiting) == Status.DONE);
        assertLogged("The store works again");
        dispatcher.kill();
        if (server != null) {
            server.kill();
            server.start();
        }
        awaitLed();
        assertThatAllThatWasAcknowledgedIsThereOnce(waiting);
    }
}
