package org.puli.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.puli.api.json.Json;
import org.puli.api.spec.PathRoot;
import org.puli.api.sync.PathFinding;
import org.puli.api.sync.PathFinding.State;
import org.puli.api.sync.ProbeReport;

class ProbeReaderTest {
    private static PathFinding finding(String name, String root, String detail) {
        return new PathFinding(name, root, State.OK, detail, -1, -2, -3, -4, -5);
    }

    private static ProbeReport checked(PathFinding finding, int count) {
        return ProbeReader.checked(new ProbeReport(1, Collections.nCopies(count, finding)));
    }

    @Test
    void whatCannotBeIsTakenOut() {
        PathFinding found = checked(finding("films", "/a", "x\n" + "y".repeat(300)), 64)
                .findings()
                .getFirst();
        assertThat(found.detail()).hasSizeLessThanOrEqualTo(200);
        assertThat(List.of(found.freeBytes(), found.totalBytes(), found.lookMicros(), found.readBytesPerSecond()))
                .containsOnly(0L);
        assertThat(ProbeReader.checked(null)).isNull();
    }

    @Test
    void whatNoWorkerWouldSayIsRefused() {
        assertThatThrownBy(() -> checked(finding("films", "/a", null), 65))
                .hasMessage("/probed/findings has at most 64 entries");
        assertThatThrownBy(() -> checked(finding("a b", "/a", null), 1)).hasMessageContaining("names of path rules");
        assertThatThrownBy(() -> checked(finding("a", "/" + "x".repeat(PathRoot.LONGEST), null), 1))
                .hasMessageContaining("at most 512 characters");
        assertThatThrownBy(() -> ProbeReader.checked(Json.read("{\"findings\": [{}]}", ProbeReport.class)))
                .hasMessageContaining("names of path rules");
    }

    @Test
    void aStateThatOnlyALaterReleaseKnowsIsAFailure() {
        String text = "{\"round\": 1, \"findings\": [{\"name\": \"a\", \"root\": \"/a\", \"state\": \"MELTED\"}]}";
        assertThat(Json.read(text, ProbeReport.class).findings().getFirst().state())
                .isEqualTo(State.FAILED);
    }
}
