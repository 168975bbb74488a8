package org.puli.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.puli.api.config.BadSetting;
import org.puli.api.json.Json;
import org.puli.api.view.Problem;
import org.puli.dispatcher.RunningDispatcher;
import org.puli.dispatcher.http.ContractTour.Exchange;

/** What a running dispatcher answers is what the contract says. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ContractAnswersTest {
    /** Its answer ends the HTTP; {@code WorkerLinkTest} speaks on it. */
    private static final String LINK = "GET /api/v1/workers/link";

    /** Its answer has no end; a test of its own reads the beginning. */
    private static final String LIVE = "GET /api/v1/live";

    private static final String BRING = "POST /api/v1/workers/logs/{ticket}";

    @TempDir
    static Path folder;

    private static Contract contract;
    private static RunningDispatcher dispatcher;
    private static List<Exchange> exchanges;
    private static volatile boolean reloadFails;

    @BeforeAll
    static void start() throws Exception {
        contract = Contract.read();
        Tokens.of(folder, true);
        dispatcher = RunningDispatcher.onSqlite(folder, "127.0.0.1", () -> {
            if (reloadFails) {
                throw new BadSetting("dispatcher.heartbeat is 'often'", null);
            }
        });
        String workerToken =
                Files.readString(Tokens.file(folder, Tokens.Role.WORKER)).strip();
        exchanges = new ContractTour(dispatcher, workerToken).go();
    }

    @AfterAll
    static void stop() {
        dispatcher.close();
    }

    static Stream<Exchange> exchanges() {
        return exchanges.stream();
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void everyAnswerIsAsTheContractSays(Exchange exchange) {
        String operation = contract.operationOf(exchange.request());
        assertThat(contract.faults(operation, exchange.answer()))
                .as(exchange + " " + exchange.answer().body())
                .isEmpty();
    }

    @Test
    void everyOperationWasAnsweredWellAndEveryKindOfRefusalWasSeen() {
        Set<String> answered = exchanges.stream()
                .filter(exchange -> exchange.answer().statusCode() < 300)
                .map(exchange -> contract.operationOf(exchange.request()))
                .collect(Collectors.toCollection(TreeSet::new));
        // Nobody stands by for a dispatcher with a file; see StandbyContract.
        answered.addAll(List.of(LINK, LIVE, "POST /api/v1/leader/handover"));
        assertThat(answered).isEqualTo(contract.operations());
        assertThat(exchanges)
                .extracting(exchange -> exchange.answer().statusCode())
                .contains(200, 201, 204, 400, 401, 403, 404, 409, 413, 415, 422, 503);
    }

    static Stream<String> strict() {
        return contract.operations().stream()
                .filter(operation -> !Set.of(LINK, BRING).contains(operation));
    }

    @ParameterizedTest
    @MethodSource("strict")
    void everyOperationTakesTheQueryThatTheContractSays(String operation) throws Exception {
        String[] words = operation.split(" ", 2);
        String path = words[1].replace("{id}", "1").replace("{name}", "w1").replace("{share}", "a");
        HttpResponse<String> answer = dispatcher.send(
                words[0], path + "?zzz=1", BodyPublishers.noBody(), RunningDispatcher.typed("application/json"));
        assertThat(contract.faults(operation, answer)).isEmpty();
        String detail = Json.read(answer.body(), Problem.class).detail();
        assertThat(detail).startsWith("unknown query parameter 'zzz'");
        String known = detail.replaceAll("[^(]*(?:\\(there are: ([^)]*)\\))?", "$1");
        assertThat(contract.parameters(operation)
                        .filter(parameter -> parameter.path("in").asString().equals("query"))
                        .map(parameter -> parameter.path("name").asString()))
                .containsExactlyInAnyOrder(known.isEmpty() ? new String[0] : known.split(", "));
    }

    @Test
    void theContractIsServedAsItStands() throws Exception {
        HttpResponse<String> answer = dispatcher.get("/openapi.json");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body()).isEqualTo(contract.text());
        assertThat(dispatcher.get("/openapi.jsn").body()).contains("no-route", "GET /openapi.json lists");
        assertThat(dispatcher.delete("/openapi.json").body()).contains("\"method\"", "GET /openapi.json lists");
    }

    @Test
    void aReloadThatFailsIsRefusedAsTheContractSays() throws Exception {
        reloadFails = true;
        try {
            HttpResponse<String> answer = dispatcher.post("/api/v1/farm/reload", "");
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(contract.faults("POST /api/v1/farm/reload", answer)).isEmpty();
        } finally {
            reloadFails = false;
        }
    }

    @Test
    void theEventsOfALiveStreamAreJobsOfTheContract() throws Exception {
        String id = dispatcher.submit(ContractTour.JOB);
        HttpRequest request = HttpRequest.newBuilder(dispatcher.uri("/api/v1/live?jobs=" + id))
                .build();
        HttpResponse<InputStream> answer = dispatcher.client().send(request, BodyHandlers.ofInputStream());
        assertThat(contract.operation(LIVE).at("/responses/200/content").propertyNames())
                .containsExactly(
                        answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", ""));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("event: job");
            String view = lines.readLine().substring("data: ".length());
            assertThat(contract.faults("JobView", view)).isEmpty();
        }
    }

    @Test
    void whatTheTourSubmitsIsAJobDocumentOfTheContract() {
        assertThat(contract.faults("JobDocument", ContractTour.JOB)).isEmpty();
        assertThat(exchanges).anySatisfy(exchange -> {
            assertThat(exchange.request()).isEqualTo("POST /api/v1/jobs");
            assertThat(exchange.answer().statusCode()).isEqualTo(201);
        });
    }
}
