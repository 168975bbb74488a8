package org.puli.api.spec;

/** What a worker does about a command that uses more memory than it reserved. */
public enum MemoryPolicy {
    /** Nothing. */
    OFF,
    /** It tells people. */
    WARN,
    /** It tells people, and ends the command if it stays so. */
    KILL
}
