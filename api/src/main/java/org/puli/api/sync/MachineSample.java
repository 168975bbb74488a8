package org.puli.api.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * How busy a worker's machine is, all of it and not only what the farm runs there. Rates are means since the sample
 * before. What is 0 is not written, so that a quiet machine says little.
 *
 * @param cpu the part of all processors that is in use, 0 to 1
 * @param load processes that run or wait for a processor or disk, the system's mean of one minute
 * @param memoryBytes memory that programs hold and the system could not take back
 * @param swapBytes swap in use
 * @param diskRead bytes a second that all disks read
 * @param diskWritten bytes a second that all disks write
 * @param netReceived bytes a second from other machines
 * @param netSent bytes a second to other machines
 * @param diskFree bytes that are left where the worker's data folder is
 * @param gpus each GPU that tells
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record MachineSample(
        double cpu,
        double load,
        long memoryBytes,
        long swapBytes,
        long diskRead,
        long diskWritten,
        long netReceived,
        long netSent,
        long diskFree,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<GpuUse> gpus) {
    /**
     * How busy a GPU is.
     *
     * @param index its number on the machine
     * @param use the part of the time in which it worked, 0 to 1
     * @param memoryBytes its memory in use
     * @param celsius how hot it is; 0 when it does not tell
     */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record GpuUse(
            @JsonInclude(JsonInclude.Include.ALWAYS) int index, double use, long memoryBytes, int celsius) {}

    /** Takes a missing list as an empty one. */
    public MachineSample {
        gpus = gpus == null ? List.of() : List.copyOf(gpus);
    }
}
