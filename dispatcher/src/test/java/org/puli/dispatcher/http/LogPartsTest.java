package org.puli.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.api.json.Json;
import org.puli.api.sync.LogHead;
import org.puli.api.sync.LogWanted;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.RunOrder;
import org.puli.api.view.LogLine;
import org.puli.api.view.LogLines;
import org.puli.dispatcher.RunningDispatcher;
import org.puli.dispatcher.SimLink;

/** Ranges of logs, lines of logs, and reasons why there is none, between a reader and a worker. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LogPartsTest {
    /** Each byte tells its place, and none is text. */
    private static final byte[] LOG = log();

    @TempDir
    static Path folder;

    private static RunningDispatcher dispatcher;
    private static SimLink worker;
    private static RunOrder order;

    private static byte[] log() {
        byte[] log = new byte[100];
        for (int i = 0; i < log.length; i++) {
            log[i] = (byte) (0x80 + i);
        }
        return log;
    }

    @BeforeAll
    static void start() throws Exception {
        dispatcher = RunningDispatcher.inMemory(folder);
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

    private static CompletableFuture<HttpResponse<byte[]>> ask(String query, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(dispatcher.uri(path(query)));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return dispatcher.client().sendAsync(request.build(), BodyHandlers.ofByteArray());
    }

    private static LogWanted wish() throws InterruptedException {
        while (true) {
            List<LogWanted> wishes = worker.message().logsWanted();
            if (!wishes.isEmpty()) {
                return wishes.getFirst();
            }
        }
    }

    private static void bring(LogWanted wish, LogHead head, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(dispatcher.uri("/api/v1/workers/logs/" + wish.ticket()))
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(body));
        if (head != null) {
            head.headers().forEach(request::header);
        }
        dispatcher.client().sendAsync(request.build(), BodyHandlers.discarding());
    }

    /** Does what a worker does. */
    private static LogWanted serve(boolean isEnded) throws InterruptedException {
        LogWanted wish = wish();
        long from = wish.from();
        int start = (int) Math.min(LOG.length, from >= 0 ? from : Math.max(0, LOG.length + from));
        long length = wish.length() == null ? LOG.length : wish.length();
        int end = (int) Math.min(LOG.length, start + length);
        LogHead head = new LogHead(LogHead.Kind.BYTES, start, LOG.length, isEnded);
        bring(wish, head, Arrays.copyOfRange(LOG, start, end));
        return wish;
    }

    private static String header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-9, 0, 10",
        "bytes=90-99, 90, 100",
        "bytes=90-, 90, 100",
        "bytes=95-200, 95, 100",
        "bytes=-7, 93, 100",
        "bytes=-700, 0, 100",
        "bytes=99-99, 99, 100"
    })
    void aRangeIsAnsweredByteForByte(String range, int from, int to) throws Exception {
        var reader = ask("", "Range", range);
        LogWanted wish = serve(true);
        assertThat(wish.job()).isNotNull();
        HttpResponse<byte[]> answer = reader.join();
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(LOG, from, to));
        assertThat(header(answer, "Content-Range")).isEqualTo("bytes " + from + "-" + (to - 1) + "/100");
        assertThat(header(answer, "Content-Length")).isEqualTo(String.valueOf(to - from));
    }

    @ParameterizedTest
    @CsvSource({"bytes=100-", "bytes=100-200", "bytes=-0"})
    void aRangeWhereNothingIsIsRefusedWithTheSize(String range) throws Exception {
        var reader = ask("", "Range", range);
        serve(true);
        HttpResponse<byte[]> answer = reader.join();
        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(header(answer, "Content-Range")).isEqualTo("bytes */100");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("no-range", "100 bytes");
    }

    @ParameterizedTest
    @CsvSource({"bytes=9-0", "'bytes=0-1,5-6'", "lines=0-1", "bytes=-", "bytes=a-b"})
    void aRangeThatIsNotUnderstoodIsAsIfNotThere(String range) throws Exception {
        var reader = ask("", "Range", range);
        serve(true);
        HttpResponse<byte[]> answer = reader.join();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(LOG);
    }

    @Test
    void aWholeLogThatHasEndedComesWithItsLengthAndATag() throws Exception {
        var reader = ask("");
        serve(true);
        HttpResponse<byte[]> answer = reader.join();
        assertThat(header(answer, "Content-Length")).isEqualTo("100");
        assertThat(header(answer, "Accept-Ranges")).isEqualTo("bytes");
        String tag = header(answer, "ETag");
        assertThat(tag).isEqualTo("\"" + order.attempt() + "-100\"");
        var part = ask("", "Range", "bytes=0-9", "If-Range", tag);
        serve(true);
        assertThat(part.join().statusCode()).isEqualTo(206);
    }

    @Test
    void aRangeOfAnotherLogThanThisOneIsTheWhole() throws Exception {
        var reader = ask("", "Range", "bytes=0-9", "If-Range", "\"other\"");
        serve(true);
        LogWanted again = serve(true);
        assertThat(again.length()).isNull();
        assertThat(reader.join().statusCode()).isEqualTo(200);
        assertThat(reader.join().body()).isEqualTo(LOG);
    }

    @Test
    void aLogThatStillGrowsHasNoLengthAndNoTag() throws Exception {
        var reader = ask("");
        serve(false);
        HttpResponse<byte[]> answer = reader.join();
        assertThat(answer.body()).isEqualTo(LOG);
        assertThat(header(answer, "Content-Length")).isEmpty();
        assertThat(header(answer, "ETag")).isEmpty();
    }

    @Test
    void aWorkerThatKnowsNoRangesIsAskedForTheWhole() throws Exception {
        var reader = ask("", "Range", "bytes=10-19");
        bring(wish(), null, LOG);
        bring(wish(), null, LOG);
        HttpResponse<byte[]> answer = reader.join();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(LOG);
    }

    @Test
    void whatBreaksOffIsNeverTakenForTheWhole() throws Exception {
        var reader = ask("");
        bring(wish(), new LogHead(LogHead.Kind.BYTES, 0, LOG.length + 50, true), LOG);
        assertThat(catchThrowable(reader::join)).isInstanceOf(CompletionException.class);
    }

    @ParameterizedTest
    @CsvSource({"REMOVED, 410, log-removed", "NONE, 404, no-log", "AWAY, 503, log-away", "BUSY, 503, busy"})
    void whyThereIsNoLogIsToldInTheWorkersWords(LogHead.Kind kind, int status, String type) throws Exception {
        for (String query : List.of("", "?follow=true", "?from=5", "/lines?text=x")) {
            var reader = ask(query);
            bring(wish(), LogHead.words(kind), "it was so\nand so".getBytes(StandardCharsets.UTF_8));
            HttpResponse<byte[]> answer = reader.join();
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                    .contains("\"" + type + "\"", "it was so and so");
        }
    }

    @Test
    void linesAreLookedForByTheWorker() throws Exception {
        var reader = ask("/lines?text=a.b%5C&ignoreCase=true&fromLine=7&limit=3");
        LogWanted wish = wish();
        assertThat(wish.search().pattern()).isEqualTo("a\\.b\\\\");
        assertThat(wish.search().ignoreCase()).isTrue();
        assertThat(wish.search().fromLine()).isEqualTo(7);
        assertThat(wish.search().most()).isEqualTo(3);
        LogLines found = new LogLines(1, List.of(new LogLine(8, 70, "A.B\\")), 8, false);
        bring(wish, new LogHead(LogHead.Kind.LINES, 0, 100, false), Json.writeBytes(found));
        assertThat(Json.read(new String(reader.join().body(), StandardCharsets.UTF_8), LogLines.class))
                .isEqualTo(found);
    }

    @Test
    void aWorkerThatCannotSearchIsNamed() throws Exception {
        var reader = ask("/lines?regex=x");
        bring(wish(), null, LOG);
        assertThat(reader.join().statusCode()).isEqualTo(501);
    }

    @ParameterizedTest
    @CsvSource({
        "/lines, one of the query parameters",
        "/lines?text=a&regex=b, one of the query parameters",
        "/lines?text=, 1 to 500",
        "/lines?regex=(, RE2",
        "/lines?regex=(a{500}){500}, repetitions",
        "/lines?text=a&limit=1001, from 1 to 1000",
        "/lines?text=a&fromLine=0, from 1"
    })
    void wrongSearchesAreRefused(String query, String words) throws Exception {
        var answer = dispatcher.get(path(query.replace("{", "%7B").replace("}", "%7D")));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(words);
    }

    @Test
    void aTextThatIsTooLongIsRefused() throws Exception {
        assertThat(dispatcher.get(path("/lines?text=" + "a".repeat(501))).statusCode())
                .isEqualTo(400);
    }
}
