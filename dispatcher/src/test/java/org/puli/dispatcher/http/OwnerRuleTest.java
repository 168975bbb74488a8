package org.puli.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.dispatcher.RunningDispatcher;

/** Where commands may run as their owners, nobody names another owner than himself; the administrator may. */
class OwnerRuleTest {
    private static final String ADA = "ada's own token, long enough";
    private static final String BEA = "bea's own token, long enough";

    @TempDir
    private Path folder;

    private RunningDispatcher dispatcher;
    private String admin;

    @BeforeEach
    void start() throws IOException {
        write("ada", ADA);
        write("bea", BEA);
        dispatcher = RunningDispatcher.withKnownOwners(folder, "0.0.0.0");
        admin = Files.readString(folder.resolve("admin.token")).strip();
    }

    @AfterEach
    void stop() {
        dispatcher.close();
    }

    private Path write(String name, String token) throws IOException {
        Path file = Files.createDirectories(folder.resolve("users")).resolve(name + ".token");
        Files.writeString(file, token + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static String job(String owner) {
        return RunningDispatcher.JOB.replaceFirst("\\{", "{\"owner\": \"" + owner + "\", ");
    }

    private HttpResponse<String> submit(String body, String token, String... more) throws Exception {
        String[] headers = new String[2 + more.length];
        headers[0] = "Authorization";
        headers[1] = "Bearer " + token;
        System.arraycopy(more, 0, headers, 2, more.length);
        return dispatcher.post("/api/v1/jobs", body, headers);
    }

    private HttpResponse<String> patch(String path, String body, String token) throws Exception {
        return dispatcher.send(
                "PATCH",
                path,
                BodyPublishers.ofString(body),
                RunningDispatcher.typed("application/json", "Authorization", "Bearer " + token));
    }

    private static void assertRefused(HttpResponse<String> answer, String... words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(answer.body()).contains("\"type\":\"owner\"").contains(words);
    }

    @Test
    void aPersonSendsJobsOfHisOwnAndOfNobodyElse() throws Exception {
        HttpResponse<String> own = submit(RunningDispatcher.JOB, ADA);
        assertThat(own.statusCode()).isEqualTo(201);
        assertThat(own.body()).contains("\"owner\":\"ada\"").contains("\"user\":\"ada\"");
        assertThat(submit(job("ada"), ADA).statusCode()).isEqualTo(201);
        assertRefused(submit(job("bea"), ADA), "that of 'ada'", "belongs to 'bea'");
        assertRefused(submit(job("root"), ADA), "belongs to 'root'");
    }

    @Test
    void theNameThatARequestGivesItselfCountsForNothingBesideAToken() throws Exception {
        assertThat(submit(RunningDispatcher.JOB, ADA, "Puli-User", "bea").body())
                .contains("\"owner\":\"ada\"")
                .contains("\"user\":\"ada\"");
    }

    @Test
    void theAdministratorNamesWhomHeLikes() throws Exception {
        assertThat(submit(job("bea"), admin).statusCode()).isEqualTo(201);
        assertThat(patch("/api/v1/jobs/1", "{\"owner\": \"ada\"}", admin).statusCode())
                .isEqualTo(200);
    }

    @Test
    void nobodyChangesWhatRunsInAnothersName() throws Exception {
        submit(job("bea"), BEA);
        assertRefused(patch("/api/v1/jobs/1", "{\"owner\": \"ada\"}", ADA), "belongs to 'bea'");
        assertRefused(patch("/api/v1/jobs/1", "{\"owner\": \"ada\"}", BEA), "would belong to 'ada'");
        assertRefused(patch("/api/v1/tasks/1", "{\"command\": [\"false\"]}", ADA), "belongs to 'bea'");
        assertThat(patch("/api/v1/tasks/1", "{\"command\": [\"false\"]}", BEA).statusCode())
                .isEqualTo(200);
        assertThat(patch("/api/v1/jobs?jobs=1", "{\"name\": \"x\"}", ADA).body())
                .contains("belongs to 'bea'");
    }

    @Test
    void aPersonalTokenIsNoWorkersAndEndsWithItsFile() throws Exception {
        assertThat(dispatcher
                        .get("/api/v1/workers/logs/x", "Authorization", "Bearer " + ADA)
                        .statusCode())
                .isEqualTo(403);
        Files.delete(folder.resolve("users/ada.token"));
        assertThat(submit(RunningDispatcher.JOB, ADA).statusCode()).isEqualTo(401);
        write("eve", "eve's own token, long enough");
        assertThat(submit(RunningDispatcher.JOB, "eve's own token, long enough").statusCode())
                .isEqualTo(201);
    }

    @Test
    void aTokenThatOthersCouldReadOrThatIsTooShortLetsNobodyIn() throws Exception {
        Files.setPosixFilePermissions(
                write("eve", "eve's own token, long enough"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(submit(RunningDispatcher.JOB, "eve's own token, long enough").statusCode())
                .isEqualTo(401);
        write("kim", "short");
        assertThat(submit(RunningDispatcher.JOB, "short").statusCode()).isEqualTo(401);
    }

    @Test
    void onLoopbackTooOneHasToSayWhoOneIsToSendAJob() throws Exception {
        try (RunningDispatcher own = RunningDispatcher.withKnownOwners(folder.resolve("own"), "127.0.0.1")) {
            HttpResponse<String> answer = own.post("/api/v1/jobs", RunningDispatcher.JOB);
            assertRefused(answer, "dispatcher.owners is own", "has to show a token");
            assertThat(own.get("/api/v1/jobs").statusCode()).isEqualTo(200);
        }
        try (RunningDispatcher free = RunningDispatcher.inMemory(folder.resolve("free"))) {
            assertThat(free.post("/api/v1/jobs", job("anybody")).statusCode()).isEqualTo(201);
        }
    }
}
