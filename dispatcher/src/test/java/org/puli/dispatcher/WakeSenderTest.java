package org.puli.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.WorkerName;
import org.puli.api.json.Json;
import org.puli.api.sync.Availability;
import org.puli.api.sync.Equipment;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.sync.WorkerReport;

/** Wake packets on a loopback socket that stands in for a sleeping network card. */
class WakeSenderTest {
    private static final int PATIENCE_MILLIS = 60_000;

    @TempDir
    private Path folder;

    private static byte[] received(DatagramSocket card) throws Exception {
        DatagramPacket packet = new DatagramPacket(new byte[2_000], 2_000);
        card.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    @Test
    void aPacketIsSixBytesOfOnesAndSixteenTimesTheAddress() {
        byte[] packet = WakeSender.packet("52:54:00:12:34:56");
        assertThat(HexFormat.of().formatHex(packet)).isEqualTo("ff".repeat(6) + "525400123456".repeat(16));
        assertThat(packet).hasSize(WakeSender.PACKET_BYTES).hasSize(102);
    }

    @Test
    void aRunningDispatcherSendsThemWhenAPersonWantsItAndWhenThereIsWork() throws Exception {
        try (DatagramSocket card = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            card.setSoTimeout(PATIENCE_MILLIS);
            InetSocketAddress target = new InetSocketAddress(InetAddress.getLoopbackAddress(), card.getLocalPort());
            try (RunningDispatcher dispatcher = RunningDispatcher.waking(folder, target);
                    SimLink desk = tired(dispatcher, "desk", 3);
                    SimLink box = tired(dispatcher, "box", 4)) {
                assertThat(desk).isNotEqualTo(box);
                HttpResponse<String> answer = dispatcher.post("/api/v1/workers/desk/wake", "");
                assertThat(answer.body()).contains("\"presence\":\"ASLEEP\"").contains("a wake packet was sent");
                assertThat(received(card)).isEqualTo(WakeSender.packet("52:54:00:00:00:03"));
                dispatcher.submit(RunningDispatcher.JOB
                        .replace("\"tasks\"", "\"maxWorkers\": 0, \"tasks\"")
                        .replace("\"command\"", "\"requirements\": {\"workers\": [\"box\"]}, \"command\""));
                assertThat(received(card)).isEqualTo(WakeSender.packet("52:54:00:00:00:04"));
            }
        }
    }

    /** A worker that joined and then said that it sleeps. */
    private static SimLink tired(RunningDispatcher dispatcher, String worker, int last) throws Exception {
        SimLink link = SimLink.open(dispatcher, worker);
        link.frame(report(worker, last, 1)).message();
        link.frame(report(worker, last, 2)).message();
        return link;
    }

    private static String report(String worker, int last, int number) {
        Equipment equipment = Equipment.NONE.wokenBy(List.of("52:54:00:00:00:0" + last));
        return Json.write(new WorkerReport(
                WorkerReport.PROTOCOL,
                new WorkerName(worker),
                "boot",
                number,
                null,
                OrdersNumber.NONE,
                new WorkerFacts(1, 1L << 30, "test", "1", equipment),
                List.of(),
                List.of(),
                List.of(),
                new Availability(Availability.Cause.SLEEPING, "idle", Availability.OfRunning.FINISH),
                null,
                null));
    }
}
