package org.puli.worker.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.api.spec.FrameRange;
import org.puli.api.sync.Progress;
import org.puli.worker.output.OutputSamples.Reading;

class OutputMeaningTest {
    private final Reading reading = OutputSamples.of("blender", "1-4");

    @Test
    void theWordsOfTheOpenJobDescriptionStandAboveThePatterns() {
        reading.lines("Fra:1 x | Sample 1/2", "openjd_progress: 70", "Fra:2 x | Sample 1/2");
        assertThat(reading.fractions).containsExactly(0.125, 0.7);
    }

    @Test
    void thePatternsStandAboveAGuess() {
        reading.meaning.guess(0.9);
        assertThat(reading.meaning.told().fraction()).isEqualTo(0.9);
        reading.lines("Fra:1 x | Sample 1/2");
        assertThat(reading.meaning.told().fraction()).isEqualTo(0.125);
    }

    @Test
    void aStatusIsOneCleanLineOfLimitedLength() {
        reading.lines("openjd_status: \u001B[31mloading\u001B[0m \u0007 the\u202E scene\u2028now ");
        assertThat(reading.meaning.told().message()).isEqualTo("loading the scene now");
        reading.lines("openjd_status: " + "x".repeat(500));
        assertThat(reading.meaning.told().message())
                .hasSize(Progress.LONGEST_MESSAGE)
                .endsWith("x…");
    }

    @Test
    void aFailureIsLimitedToo() {
        reading.lines("openjd_fail: " + "é".repeat(2_000));
        assertThat(reading.meaning.failure()).hasSize(OutputMeaning.LONGEST_REASON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openjd_status:no blank",
                "openjd_status: ",
                "openjd_fail:  ",
                "openjd_progress: 101",
                "openjd_progress: ten",
                "openjd_progress: -1",
                "openjd_progress: 1e1",
                "openjd_env: A=b",
                "openjd_",
            })
    void aLineThatIsNotQuiteSoSaysNothing(String line) {
        reading.lines(line);
        assertThat(reading.meaning.told()).isEqualTo(Progress.NONE);
        assertThat(reading.meaning.failure()).isNull();
    }

    @Test
    void progressMayHaveDecimals() {
        assertThat(reading.lines("openjd_progress: 12.5", "openjd_progress: 100").fractions)
                .containsExactly(0.125, 1.0);
    }

    @Test
    void processesForOneFrameEachAddUp() {
        OutputMeaning meaning = new OutputMeaning(FrameRange.parse("10-40x10"), 4);
        meaning.begin(Program.UNKNOWN);
        assertThat(meaning.told()).isEqualTo(Progress.NONE);
        meaning.stepDone(10);
        assertThat(meaning.told()).isEqualTo(new Progress(0.25, null, FrameRange.of(10)));
        meaning.begin(Program.UNKNOWN);
        meaning.openJd("openjd_progress: 50");
        assertThat(meaning.told().fraction()).isEqualTo(0.375);
        meaning.stepDone(20);
        meaning.stepDone(40);
        assertThat(meaning.told()).isEqualTo(new Progress(0.75, null, FrameRange.parse("10-20x10,40")));
    }

    @Test
    void processesForStretchesOfFramesAddUpByTheirFrames() {
        OutputMeaning meaning = new OutputMeaning(FrameRange.parse("1-2,5-10"), 2);
        meaning.begin(Program.UNKNOWN, 2);
        meaning.openJd("openjd_progress: 50");
        assertThat(meaning.told().fraction()).isEqualTo(0.125);
        meaning.stretchDone(FrameRange.parse("1-2"));
        assertThat(meaning.told()).isEqualTo(new Progress(0.25, null, FrameRange.parse("1-2")));
        meaning.begin(Programs.builtIn().find(List.of("blender"), null), 6);
        meaning.guess(0.5);
        assertThat(meaning.told().fraction()).as("of the second, half").isEqualTo(0.625);
        meaning.line("Fra:5 Mem:9M");
        meaning.line("Saved: '/tmp/5.png'");
        assertThat(meaning.told()).isEqualTo(new Progress(0.375, null, FrameRange.parse("1-2,5")));
    }

    @Test
    void framesOutsideTheRangeAndTwiceToldOnesDoNotCount() {
        reading.lines("Fra:9 x", "Fra:2 x", "Saved: '/b'", "Saved: '/b, the other eye'", "Append frame 77");
        assertThat(reading.framesDone()).isEqualTo("2");
    }

    @Test
    void framesThatHaveNoNumberAreTakenInTheirOrder() {
        assertThat(reading.lines("Saved: '/a'").framesDone()).isEqualTo("1");
    }

    @Test
    void moreFramesThanMayBeToldAreToldInPart() {
        FrameTally tally = new FrameTally(FrameRange.parse("1-9000"));
        for (int frame = 1; frame <= 9_000; frame += 2) {
            tally.finish(frame);
        }
        assertThat(tally.framesDone()).isNotNull();
        assertThat(tally.framesDone().segments()).hasSize(Progress.MOST_PARTS);
        assertThat(tally.behind()).isEqualTo(4_500);
    }

    @Test
    void whatItToldIsNotedAtTheEnd() {
        reading.lines("Warning: a", "Warning: b", "Error: c", "Fra:3 x", "Saved: '/c'");
        assertThat(reading.meaning.notes())
                .isEqualTo(List.of("told of errors in 1 lines, of warnings in 2", "told of finished frames 3"));
    }
}
