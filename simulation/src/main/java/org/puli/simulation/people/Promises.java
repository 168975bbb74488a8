package org.puli.simulation.people;

import org.jspecify.annotations.Nullable;
import org.puli.farm.request.Request;

/** Is told what people ask for and what they are promised. */
public interface Promises {
    /** Somebody asks; from now on it may be so. */
    void asked(Request<?> request);

    /** The answer was released: from now on it must be so. */
    void answered(Request<?> request, @Nullable Object answer);
}
