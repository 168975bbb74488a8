package org.puli.simulation.bench;

/**
 * What {@code puli bench memory} found.
 *
 * @param commands of the job that ran, and of each of the two that waited
 * @param commandsThatRan between the last two looks at the heap
 * @param bytesPerWaitingCommand of a job over a frame range
 * @param bitsPerCommandWithDependencies of a task of which each command waits for one of another task
 * @param bytesPerCommandThatHasRun that ran well, once, and whose job is not over
 * @param heapMegabytes everything alive in the dispatcher at the end
 * @param serverMegabytes memory of the dispatcher's process at the end
 */
record MemoryFigures(
        int workers,
        int commands,
        long commandsThatRan,
        double bytesPerWaitingCommand,
        double bitsPerCommandWithDependencies,
        double bytesPerCommandThatHasRun,
        long heapMegabytes,
        long serverMegabytes,
        String database,
        long serverPid,
        long loadPid) {}
