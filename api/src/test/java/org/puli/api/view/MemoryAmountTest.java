package org.puli.api.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amounts of memory as people read them. */
class MemoryAmountTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1 KB",
        "536870912, 512 MB",
        "1073741823, 1 GB",
        "9771050598, 9.1 GB",
        "12884901888, 12 GB",
        "1125899906842624, 1024 TB"
    })
    void itHasAUnitThatFits(long bytes, String words) {
        assertThat(new MemoryAmount(bytes)).hasToString(words);
    }
}
