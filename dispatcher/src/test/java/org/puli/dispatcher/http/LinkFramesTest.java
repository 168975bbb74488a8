package org.puli.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.puli.dispatcher.RunningDispatcher;
import org.puli.dispatcher.SimLink;

/** Messages may come in any frames that the protocol below allows. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LinkFramesTest {
    private static final String REPORT = "{\"protocol\":1,\"worker\":\"w1\",\"bootId\":\"b\",\"number\":1,"
            + "\"ordersSeen\":{\"epoch\":0,\"number\":0},\"facts\":{\"cores\":1,\"memoryBytes\":0,"
            + "\"platform\":\"\u00fc\",\"version\":\"\ud83c\udfac\"}}";

    @TempDir
    private Path folder;

    private RunningDispatcher dispatcher;
    private SimLink link;

    @BeforeEach
    void start() throws Exception {
        dispatcher = RunningDispatcher.inMemory(folder);
        link = SimLink.open(dispatcher, "w1");
    }

    @AfterEach
    void stop() {
        link.close();
        dispatcher.close();
    }

    /** Between the frames of a message others may ask whether somebody is there. */
    @Test
    void aReportInThreeFramesIsOne() throws Exception {
        link.part(REPORT.substring(0, 40)).part(REPORT.substring(40, REPORT.length() - 5));
        assertThat(link.ping("there?")).isEqualTo("there?");
        assertThat(link.drained()).as("half a report says nothing").isEmpty();
        link.frame(REPORT.substring(REPORT.length() - 5));
        assertThat(link.message().orders()).isNotNull();
    }

    @Test
    void whatCameBeforeIsNoPartOfTheNextMessage() throws Exception {
        link.frame(REPORT);
        assertThat(link.message().orders()).isNotNull();
        link.part(REPORT.substring(0, 9)).frame(REPORT.substring(9).replace("\"number\":1,", "\"number\":2,"));
        link.frame("{");
        assertThat(link.refusal()).contains("not the JSON of a WorkerReport");
    }

    /** What follows a message that was too long is not taken for another one. */
    @Test
    void aMessageIsMeasuredOverAllItsFrames() throws Exception {
        String part = " ".repeat(1 << 20);
        try {
            for (int i = 0; i < 16; i++) {
                link.part(part);
            }
            link.part(" ").frame(REPORT);
            assertThat(link.closeCode()).isEqualTo(1009);
        } catch (CompletionException e) {
            assertThat(e).hasMessageContaining("closed");
        }
        assertThat(link.drained()).isEmpty();
        assertThat(dispatcher.get("/api/v1/workers").body()).contains("\"total\":0");
    }

    @Test
    void aLinkThatIsClosedIsClosedFromTheOtherSideToo() throws Exception {
        assertThat(link.leave().closeCode()).isEqualTo(WebSocket.NORMAL_CLOSURE);
    }
}
