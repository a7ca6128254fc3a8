# What hyperspy's multifit with two Gaussians takes for the first pixels of an image of 1024 channels, u16.
#
#     eels_hyperspy.py IMAGE.raw PIXELS
#
# Prints its version, the nanoseconds of the fits alone and the pixels that have an energy between
# 16 and 20 eV. It is given the same windows as eelsmap, centred on where the peaks are in all
# pixels, and a start as near as eelsmap's own search would give.
import sys
import time
import warnings

import numpy

warnings.filterwarnings("ignore")
import hyperspy
import hyperspy.api as hs

path, pixels = sys.argv[1], int(sys.argv[2])
counts = numpy.fromfile(path, "<u2", count=pixels * 1024).reshape(pixels, 1024)
signal = hs.signals.Signal1D(counts.astype(float))
axis = signal.axes_manager.signal_axes[0]
axis.offset, axis.scale, axis.units = -5, 0.05, "eV"

model = signal.create_model()
zero = hs.model.components1D.Gaussian(A=4000, sigma=0.4, centre=0)
plasmon = hs.model.components1D.Gaussian(A=600, sigma=1.7, centre=18)
model.extend([zero, plasmon])
model.set_signal_range(-1.0, 1.0)
model.add_signal_range(15.0, 21.0)
begin = time.perf_counter_ns()
model.multifit(optimizer="lm", iterpath="serpentine", show_progressbar=False)
spent = time.perf_counter_ns() - begin
energy = plasmon.centre.as_signal().data - zero.centre.as_signal().data
print(hyperspy.__version__, spent, int(((energy > 16) & (energy < 20)).sum()))
