/**
 * The farm as it is now: entities, and the one door through which they change. Owned by the dispatcher's loop and
 * touched by no other thread. Uses the JDK's lang, util and time packages and the records of api.
 */
@NullMarked
package org.puli.farm;

import org.jspecify.annotations.NullMarked;
