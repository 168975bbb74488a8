/**
 * How the machine is: how busy, how far its clock is off, and what the site's check says of it. What takes time runs
 * on threads of its own; the worker's loop only reads the newest. Uses {@code worker.run} for scripts and
 * {@code worker.availability} to keep work away.
 */
@NullMarked
package org.puli.worker.health;

import org.jspecify.annotations.NullMarked;
