package org.puli.api.json;

import java.util.List;
import org.puli.api.view.Problem;

/** A document that cannot be taken, with everything that is wrong with it. */
public final class BadDocument extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem.Fault> faults;

    /** A document with at least one fault. */
    public BadDocument(List<Problem.Fault> faults) {
        super(
                faults.size() == 1
                        ? faults.getFirst().toString()
                        : faults.getFirst() + " (and " + (faults.size() - 1) + " more)");
        this.faults = List.copyOf(faults);
    }

    /** What is wrong, in the order of the document. */
    public List<Problem.Fault> faults() {
        return faults;
    }
}
