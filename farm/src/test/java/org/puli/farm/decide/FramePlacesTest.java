package org.puli.farm.decide;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.api.spec.FrameRange;

class FramePlacesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1-10              | 1-3         | 1 | {0, 1, 2}
            1-10              | 3-1000      | 1 | {2, 3, 4, 5, 6, 7, 8, 9}
            1-10              | 1,10        | 5 | {0, 1}
            1-9x2,2-8x2       | 2,9         | 1 | {4, 5}
            1-9x2,2-8x2       | 1-1000      | 3 | {0, 1, 2}
            5,3,1             | 1-5         | 1 | {0, 1, 2}
            -5--1             | -3--1       | 1 | {2, 3, 4}
            1-10              | 11-20       | 1 | {}
            1-10              | -20--11     | 1 | {}
            1-1000000         | 500000      | 4 | {124999}
            """)
    void aPlaceIsFoundByAnyOfItsFrames(String range, String wanted, int chunk, String places) {
        FramePlaces found = new FramePlaces(FrameRange.parse(range), FrameRange.parse(wanted));
        assertThat(found.places(chunk)).hasToString(places);
    }
}
