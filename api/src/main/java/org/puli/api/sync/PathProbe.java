package org.puli.api.sync;

/**
 * A place of storage that a worker is to test.
 *
 * @param name of the path rule that names it
 * @param root where it is on the worker's platform, absolute
 * @param writes whether it is to be writable, too
 */
public record PathProbe(String name, String root, boolean writes) {}
