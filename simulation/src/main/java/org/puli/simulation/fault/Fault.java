package org.puli.simulation.fault;

/** Everything that goes wrong in a simulated farm. */
public enum Fault {
    /** A message never arrives. */
    LOSS,
    /** A message takes seconds. */
    DELAY,
    /** A message arrives twice. */
    DUPLICATE,
    /** Messages overtake each other. */
    REORDER,
    /** For a while nothing arrives on a link, then all of it. */
    CLOG,
    /** For a while nothing gets through to or from some workers, nor back. */
    PARTITION,
    /** A connection breaks. */
    LINK_BREAK,
    /** A user's answer is lost, so that the same is asked again. */
    ANSWER_LOSS,
    /** The dispatcher dies and is started again. */
    DISPATCHER_CRASH,
    /** The dispatcher stands still for a while. */
    DISPATCHER_SUSPEND,
    /** The dispatcher's wall clock jumps. */
    DISPATCHER_CLOCK_JUMP,
    /** The dispatcher dies just before or after a commit, or between views, replies and orders. */
    CRASH_AT_COMMIT,
    /** Each commit takes long. */
    STORE_SLOW,
    /** For a while no commit comes back. */
    STORE_STALL,
    /** A commit fails. */
    STORE_FAILURE,
    /** A commit succeeds and says that it failed. */
    STORE_ANSWER_LOSS,
    /** A database refuses one row of a batch for its content; only where two dispatchers share a server. */
    ROW_REFUSAL,
    /** A replica that lacks the newest batches takes its server's place; only where two dispatchers share a server. */
    REPLICA_LOSS,
    /** A worker's daemon dies; its processes go on. */
    WORKER_CRASH,
    /** A worker's machine goes down with all its processes. */
    WORKER_REBOOT,
    /** A worker is told to stop and is started again later. */
    WORKER_STOP,
    /** A worker's daemon stands still for a while. */
    WORKER_SUSPEND,
    /** A worker's wall clock jumps. */
    WORKER_CLOCK_JUMP,
    /** A worker wants no work for a while: its hours are over, or somebody is at it. */
    WORKER_WITHDRAWN,
    /** A worker's disk is full for a while. */
    OUTBOX_FAILURE,
    /** A program returns an error. */
    PROCESS_FAILURE,
    /** A program dies by a signal. */
    PROCESS_CRASH,
    /** A program does not end by itself. */
    PROCESS_HANG,
    /** A program takes many times longer than the others. */
    PROCESS_SLOW,
    /** A program does not react to being stopped for a while. */
    PROCESS_STUBBORN,
    /** A program uses a lot of memory. */
    PROCESS_HUNGER,
    /** A program says nonsense about its progress. */
    PROCESS_GARBAGE
}
