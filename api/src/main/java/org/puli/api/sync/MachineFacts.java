package org.puli.api.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What a worker's machine is, whatever of it is offered: for people to read, never for the planner. Empty or 0 where
 * the machine does not tell.
 *
 * @param cpuModel the processor's name as its maker writes it
 * @param physicalCores whole cores of all processors
 * @param threads what the system can run at once; as many as the cores or more
 * @param memoryBytes memory of the whole machine
 * @param swapBytes room for what does not fit in memory
 * @param os the operating system's release
 * @param kernel its kernel's release
 * @param address the address by which the dispatcher is reached from here
 * @param gpus in the order of their indexes, {@link #MOST_GPUS} at most
 * @param disks what is mounted, in the order of the paths, {@link #MOST_DISKS} at most
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record MachineFacts(
        String cpuModel,
        int physicalCores,
        int threads,
        long memoryBytes,
        long swapBytes,
        String os,
        String kernel,
        String address,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Gpu> gpus,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Disk> disks) {
    /** GPUs of one machine. */
    public static final int MOST_GPUS = 64;

    /** Mounted roots that are told. */
    public static final int MOST_DISKS = 64;

    /** Longest name of anything, in characters. */
    public static final int LONGEST_NAME = 200;

    /** A machine of which nothing is known. */
    public static final MachineFacts NONE = new MachineFacts("", 0, 0, 0, 0, "", "", "", List.of(), List.of());

    /**
     * One GPU.
     *
     * @param index its number on this machine, from 0; another one after a restart perhaps
     * @param uuid its name for good
     * @param name its maker's name for its kind
     * @param memoryBytes its own memory
     * @param driver the driver's release
     */
    public record Gpu(int index, String uuid, String name, long memoryBytes, String driver) {
        /** Takes what is missing as empty. */
        public Gpu {
            uuid = uuid == null ? "" : uuid;
            name = name == null ? "" : name;
            driver = driver == null ? "" : driver;
        }
    }

    /**
     * A mounted root.
     *
     * @param path where it is mounted
     * @param type the kind of file system, as {@code ext4} or {@code nfs4}
     * @param sizeBytes all that fits on it; 0 when it does not answer
     */
    public record Disk(String path, String type, long sizeBytes) {
        /** Takes what is missing as empty. */
        public Disk {
            path = path == null ? "" : path;
            type = type == null ? "" : type;
        }
    }

    /** Takes what is missing as nothing. */
    public MachineFacts {
        cpuModel = cpuModel == null ? "" : cpuModel;
        os = os == null ? "" : os;
        kernel = kernel == null ? "" : kernel;
        address = address == null ? "" : address;
        gpus = gpus == null ? List.of() : List.copyOf(gpus);
        disks = disks == null ? List.of() : List.copyOf(disks);
    }
}
