package org.puli.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.sync.LogWanted;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.RunOrder;
import org.puli.dispatcher.RunningDispatcher;
import org.puli.dispatcher.SimLink;
import org.puli.dispatcher.store.MemoryFarmStore;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LogEndpointsTest {
    private static final Duration IDLE = Duration.ofMillis(1_500);

    @TempDir
    static Path folder;

    private static RunningDispatcher dispatcher;
    private static SimLink worker;
    private static RunOrder order;

    @BeforeAll
    static void start() throws Exception {
        dispatcher = RunningDispatcher.on(new MemoryFarmStore(), folder, IDLE);
        dispatcher.submit(RunningDispatcher.JOB);
        worker = SimLink.open(dispatcher, "w1").report();
        order = worker.order();
        worker.report(OrdersNumber.NONE, List.of(SimLink.running(order)), List.of());
    }

    @AfterAll
    static void stop() {
        worker.close();
        dispatcher.close();
    }

    private static String path(String query) {
        return "/api/v1/commands/" + order.attempt().command() + "/log" + query;
    }

    private static CompletableFuture<HttpResponse<InputStream>> read(String query) {
        HttpRequest request =
                HttpRequest.newBuilder(dispatcher.uri(path(query))).build();
        return dispatcher.client().sendAsync(request, BodyHandlers.ofInputStream());
    }

    private static LogWanted wish() throws InterruptedException {
        while (true) {
            List<LogWanted> wishes = worker.message().logsWanted();
            if (!wishes.isEmpty()) {
                return wishes.getFirst();
            }
        }
    }

    /** The worker's end: a body of which each piece leaves at once. */
    private static CompletableFuture<HttpResponse<String>> bring(String ticket, Flow.Publisher<ByteBuffer> log) {
        HttpRequest request = request(ticket, log).build();
        return dispatcher.client().sendAsync(request, BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String ticket, Flow.Publisher<ByteBuffer> log) {
        return HttpRequest.newBuilder(dispatcher.uri("/api/v1/workers/logs/" + ticket))
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.fromPublisher(log));
    }

    /** Asks before it sends: who is refused at once may find the connection closed while he still writes. */
    private static HttpResponse<String> bringTooLate(String ticket) {
        HttpRequest request = request(ticket, BodyPublishers.ofString("late"))
                .expectContinue(true)
                .build();
        return dispatcher.client().sendAsync(request, BodyHandlers.ofString()).join();
    }

    private static CompletableFuture<HttpResponse<String>> bring(String ticket, String log) {
        return bring(ticket, BodyPublishers.ofString(log));
    }

    private static SubmissionPublisher<ByteBuffer> log() {
        return new SubmissionPublisher<>();
    }

    private static void write(SubmissionPublisher<ByteBuffer> log, String line) {
        await().until(log::hasSubscribers);
        log.submit(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aLogGoesFromTheWorkerToTheReader() throws Exception {
        var reader = read("?from=-100&follow=true");
        LogWanted wish = wish();
        assertThat(wish.attempt()).isEqualTo(order.attempt());
        assertThat(wish.from()).isEqualTo(-100);
        assertThat(wish.follow()).isTrue();
        var sender = bring(wish.ticket(), "frame 1 done\n");
        HttpResponse<InputStream> answer = reader.join();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain;charset=utf-8");
        assertThat(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("frame 1 done\n");
        assertThat(sender.join().statusCode()).isEqualTo(204);
    }

    @Test
    void aFollowedLogMayBeQuietForLongerThanAConnectionMayBeIdle() throws Exception {
        var reader = read("?follow=true");
        SubmissionPublisher<ByteBuffer> log = log();
        var sender = bring(wish().ticket(), log);
        write(log, "first\n");
        InputStream body = reader.join().body();
        assertThat(new String(body.readNBytes(6), StandardCharsets.UTF_8)).isEqualTo("first\n");
        long quietSince = System.nanoTime();
        await().until(() -> System.nanoTime() - quietSince > 2 * IDLE.toNanos());
        write(log, "second\n");
        log.close();
        assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("second\n");
        assertThat(sender.join().statusCode()).isEqualTo(204);
    }

    @Test
    void aFollowedLogMayEndInSilenceAndIsStillWhole() throws Exception {
        var reader = read("?follow=true");
        SubmissionPublisher<ByteBuffer> log = log();
        var sender = bring(wish().ticket(), log);
        write(log, "only\n");
        InputStream body = reader.join().body();
        long quietSince = System.nanoTime();
        await().until(() -> System.nanoTime() - quietSince > 2 * IDLE.toNanos());
        log.close();
        assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("only\n");
        assertThat(sender.join().statusCode()).isEqualTo(204);
    }

    @Test
    void aReaderThatLeavesLetsTheWorkerGo() throws Exception {
        var reader = read("?follow=true");
        SubmissionPublisher<ByteBuffer> log = log();
        var sender = bring(wish().ticket(), log);
        write(log, "first\n");
        reader.join().body().close();
        await().until(() -> {
            log.offer(ByteBuffer.wrap(new byte[1_000]), null);
            return sender.isDone() || !log.hasSubscribers();
        });
    }

    @Test
    void aWorkerThatBringsNothingIsAwayAndComesTooLate() throws Exception {
        var reader = read("");
        String ticket = wish().ticket();
        HttpResponse<InputStream> answer = reader.join();
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8))
                .contains("worker-away");
        HttpResponse<String> late = bringTooLate(ticket);
        assertThat(late.statusCode()).isEqualTo(404);
        assertThat(late.body()).contains("no-reader");
    }

    @Test
    void aTicketServesOnceAndCannotBeGuessed() throws Exception {
        var reader = read("");
        String ticket = wish().ticket();
        assertThat(ticket).matches("[0-9a-f]{32}");
        bring(ticket, "x").join();
        reader.join().body().close();
        assertThat(bringTooLate(ticket).statusCode()).isEqualTo(404);
        LogRelay relay = new LogRelay();
        Set<String> drawn = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            drawn.add(relay.draw());
        }
        assertThat(drawn).hasSize(1_000);
    }

    @Test
    void wrongQuestionsAreRefused() throws Exception {
        assertThat(dispatcher.get(path("?attempt=0")).statusCode()).isEqualTo(400);
        assertThat(dispatcher.get(path("?attempt=2")).body()).contains("from 1 to 1");
        assertThat(dispatcher.get(path("?from=x")).statusCode()).isEqualTo(400);
        assertThat(dispatcher.get(path("?follow=maybe")).statusCode()).isEqualTo(400);
        assertThat(dispatcher.get("/api/v1/commands/999/log").statusCode()).isEqualTo(404);
    }

    @Test
    void aCommandThatNeverStartedHasNoLog() throws Exception {
        String id = dispatcher.submit(RunningDispatcher.JOB.replace("\"j\"", "\"j\", \"paused\": true"));
        String commands = dispatcher.get("/api/v1/jobs/" + id + "/commands").body();
        String command = commands.replaceAll("(?s).*?\"id\":(\\d+).*", "$1");
        HttpResponse<String> answer = dispatcher.get("/api/v1/commands/" + command + "/log");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("no-log", "has not been started yet");
    }
}
