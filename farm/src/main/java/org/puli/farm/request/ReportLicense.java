package org.puli.farm.request;

import org.puli.api.LicenseName;
import org.puli.api.view.LicenseView;

/**
 * Tell how many seats of a license are in use outside the farm.
 *
 * @param outside seats, from 0
 * @param millis how long that counts, more than 0
 */
public record ReportLicense(LicenseName license, int outside, long millis) implements Request<LicenseView> {}
