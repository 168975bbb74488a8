/** The program {@code puli database}: what is done to a farm's database beside the dispatcher. */
@NullMarked
package org.puli.dispatcher.database;

import org.jspecify.annotations.NullMarked;
