package org.puli.api.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProtocolRangeTest {
    @Test
    void aReleaseSpeaksItsOwnVersionAndTheOneBefore() {
        assertThat(ProtocolRange.SPOKEN).isEqualTo(new ProtocolRange(1, 2));
        assertThat(ProtocolRange.SPOKEN.newest()).isEqualTo(WorkerReport.PROTOCOL);
        assertThat(ProtocolRange.SPOKEN.names()).containsExactly("puli.1", "puli.2");
    }

    @Test
    void theNewestOfBothIsChosenWhateverTheOrder() {
        ProtocolRange range = new ProtocolRange(4, 5);
        assertThat(range.choose(List.of(4, 5))).hasValue(5);
        assertThat(range.choose(List.of(5, 6))).hasValue(5);
        assertThat(range.choose(List.of(4, 3))).hasValue(4);
        assertThat(range.choose(List.of(2, 3))).isEmpty();
        assertThat(range.choose(List.of(6))).isEmpty();
        assertThat(range.choose(List.of())).isEmpty();
    }

    @Test
    void namesThatMeanNoVersionAreLeftOut() {
        assertThat(ProtocolRange.offered("puli.1, puli.2")).containsExactly(1, 2);
        assertThat(ProtocolRange.offered("chat,puli.x,puli.0, puli.-1,puli.01,puli.9999999,PULI.3"))
                .isEmpty();
        assertThat(ProtocolRange.version("")).hasValue(1);
        assertThat(ProtocolRange.version("chat")).isEmpty();
    }

    @Test
    void aRefusalSaysWhichSideToUpgrade() {
        ProtocolRange range = new ProtocolRange(4, 5);
        assertThat(range.refusal(List.of(6, 7))).contains("speaks version 6, 7", "4 to 5", "upgrade the dispatcher");
        assertThat(range.refusal(List.of(2, 3))).contains("speaks version 2, 3", "4 to 5", "upgrade the worker");
        assertThat(range.refusal(List.of())).contains("none of Puli's", "upgrade the worker");
    }

    @Test
    void aRangeBeginsAtOneAndDoesNotEndBefore() {
        assertThatThrownBy(() -> new ProtocolRange(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ProtocolRange(3, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
