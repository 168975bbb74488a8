package org.puli.worker.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.puli.worker.output.OutputSamples.Reading;

/** Output that was recorded from Blender 3.4.1 and from ffmpeg 5.1. */
class RecordedOutputTest {
    @Test
    void blenderTellsSamplesAndFrames() throws IOException {
        Reading reading = OutputSamples.recorded("blender", "1-3", "blender-3.4-cycles.txt");
        assertThat(reading.framesDone()).isEqualTo("1-3");
        assertThat(reading.fractions).isSorted().startsWith(0.0, 0.25 / 3).endsWith(2.0 / 3 + 0.25 / 3, 1.0);
        assertThat(reading.meaning.lastError()).isNull();
        assertThat(reading.meaning.lacksLicense()).isFalse();
        assertThat(reading.meaning.notes()).isEmpty();
    }

    @Test
    void blenderOfWhichOneFrameIsWantedTellsItsSamples() throws IOException {
        Reading reading = OutputSamples.recorded("blender", "3", "blender-3.4-cycles.txt");
        assertThat(reading.framesDone()).isEqualTo("3");
        assertThat(reading.fractions).contains(0.25, 1.0);
    }

    @Test
    void aPictureThatBlenderCouldNotSaveIsNoFinishedFrame() throws IOException {
        Reading reading = OutputSamples.recorded("blender", "1-2", "blender-3.4-cannot-save.txt");
        assertThat(reading.framesDone()).isEqualTo("null");
        assertThat(reading.meaning.lastError())
                .isEqualTo("Error: Render error (Invalid argument) cannot save: '/nonexist/dir/out_0001.png'");
    }

    @Test
    void aSceneThatBlenderCannotReadIsItsError() throws IOException {
        assertThat(OutputSamples.recorded("blender", null, "blender-3.4-missing-scene.txt")
                        .meaning
                        .lastError())
                .isEqualTo("Error: Cannot read file '/tmp/render/missing.blend': No such file or directory");
    }

    @Test
    void ffmpegTellsTimeOfADuration() throws IOException {
        Reading reading = OutputSamples.recorded("ffmpeg", null, "ffmpeg-5.1-transcode.txt");
        assertThat(reading.fractions).isSorted().contains(10.75 / 20).endsWith(19.87 / 20);
        assertThat(reading.meaning.lastError()).isNull();
        assertThat(reading.meaning.told().framesDone()).isNull();
    }

    @Test
    void ffmpegInItsFormForProgramsTellsNothingWithoutALengthAndPicturesOfFrames() throws IOException {
        assertThat(OutputSamples.recorded("ffmpeg", null, "ffmpeg-5.1-progress.txt").fractions)
                .isEmpty();
        assertThat(OutputSamples.recorded("ffmpeg", "1-480", "ffmpeg-5.1-progress.txt").fractions)
                .contains(145.0 / 480)
                .endsWith(1.0);
    }

    @Test
    void ffmpegCountsThePicturesOfACommandWithFrames() throws IOException {
        Reading reading = OutputSamples.recorded("ffmpeg", "5-124", "ffmpeg-5.1-image-sequence.txt");
        assertThat(reading.fractions).isSorted().startsWith(1 / 120.0).endsWith(1.0);
    }

    @Test
    void whatIsWrongWithFfmpegIsItsLastError() throws IOException {
        assertThat(error("ffmpeg-5.1-missing-input.txt")).isEqualTo("missing.mov: No such file or directory");
        assertThat(error("ffmpeg-5.1-unknown-encoder.txt")).isEqualTo("Unknown encoder 'nosuch'");
        assertThat(error("ffmpeg-5.1-broken-input.txt"))
                .isEqualTo("trunc.mp4: Invalid data found when processing input");
    }

    private static String error(String file) throws IOException {
        return OutputSamples.recorded("ffmpeg", null, file).meaning.lastError();
    }
}
