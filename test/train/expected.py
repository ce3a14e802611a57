"""Prints the expected numbers of test/train and test/evaluate: NumPy and scikit-learn on the rides of synthetic.ts.

usage: python test/train/expected.py
"""
import numpy as np
from sklearn.linear_model import LinearRegression

START_MS = 1609459200000
STATE = 1


def following():
    global STATE
    STATE = (STATE * 1664525 + 1013904223) % 2**32
    return STATE / 2**32


def whole(below):
    return int(below * following())


def make_rides(count, seed=1):
    """The rides of makeRides, in the same order of draws."""
    global STATE
    STATE = seed
    rides = []
    for _ in range(count):
        start, end, time = 1 + whole(7), 3 + whole(7), START_MS + whole(31 * 24 * 60) * 60000
        miles = 0.2 + 6 * following() * following()
        riders = None if following() < 0.3 else 1 + whole(3)
        hour = time // 3600000 % 24
        pace = 4 + start / 7 + (end % 3) + (3 if 15 < hour < 19 else 0) + (1 if riders is None else 0)
        minutes = min(59, 1 + pace * miles * (0.7 + 0.6 * following()))
        rides.append(dict(start=start, end=end, time=time, miles=miles, phone=float(riders is None), minutes=minutes,
                          kind=1 + whole(2), hash=whole(256)))
    return {key: np.array([ride[key] for ride in rides]) for key in rides[0]}


def show(name, value):
    print(f'{name}: {np.asarray(value).tolist() if np.ndim(value) else float(value)!r}')


def one_hot(codes, values):
    return (codes[:, None] == np.array(values)[None, :]).astype(float)


def evaluation():
    r = make_rides(1000)
    zones = np.array([0, -1, 2, 0.5, 0, -0.25, 1])
    prediction = 2 + 5 * r['miles'] + 1.25 * r['phone'] + zones[r['start'] - 1]
    error = prediction - r['minutes']
    print('# evaluation of 2 + 5 miles + 1.25 phone + zone, 1000 rides')
    show('rmse', np.sqrt((error**2).mean()))
    show('mae', np.abs(error).mean())
    show('medianAbsoluteError', np.quantile(np.abs(error), 0.5, method='inverted_cdf'))
    show('r2', 1 - (error**2).sum() / ((r['minutes'] - r['minutes'].mean())**2).sum())
    show('bias', error.mean())
    show('quantiles', np.quantile(error, [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99], method='inverted_cdf'))
    show('importance', [(5 * r['miles']).std(), (1.25 * r['phone']).std(), zones[r['start'] - 1].std()])
    order = np.argsort(prediction)
    show('calibration predicted', [prediction[t].mean() for t in np.array_split(order, 10)])
    show('calibration actual', [r['minutes'][t].mean() for t in np.array_split(order, 10)])
    show('sse of 2021-01-05', (error[r['time'] // 86400000 == 18632]**2).sum())
    show('rows of 2021-01-05', (r['time'] // 86400000 == 18632).sum())
    show('sse from zone 3', (error[r['start'] == 3]**2).sum())


def base():
    r = make_rides(2000)
    log_miles = np.log(r['miles'])
    x = np.column_stack([np.ones(2000), log_miles, r['phone'], np.maximum(0, log_miles - np.log(2))])
    w = np.exp(0.35 * log_miles)
    y = np.log(r['minutes'] + 1)
    fold = np.floor(r['hash'] * 3 / 256)
    print('# weighted least squares of log(minutes + 1), outside each of 3 folds, then on all rows')
    for m in range(4):
        rows = fold != m
        root = np.sqrt(w[rows])
        show(f'model {m}', np.linalg.lstsq(x[rows] * root[:, None], y[rows] * root, rcond=None)[0])
    print('# the same where one of 16 folds is set aside: fold 1 alone teaches the base')
    rows = np.floor(r['hash'] * 16 / 256) == 1
    root = np.sqrt(w[rows])
    show('model 0', np.linalg.lstsq(x[rows] * root[:, None], y[rows] * root, rcond=None)[0])
    mean = np.average(y, weights=w)
    show('weighted spread', np.sqrt(np.average((y - mean)**2, weights=w)))


def plain():
    r = make_rides(2000)
    x = np.column_stack([1000 * r['miles'], r['phone'], one_hot(r['start'], range(1, 8)), one_hot(r['end'], range(3, 10))])
    mean, spread = x.mean(axis=0), x.std(axis=0)
    # Minimum norm on centred columns, dense ones at unit spread: numpy.linalg.lstsq by SVD.
    scale = np.where(np.arange(x.shape[1]) < 2, spread, 1)
    z = (x - mean) / scale
    solution = np.linalg.lstsq(z, r['minutes'] - r['minutes'].mean(), rcond=1e-10)[0] / scale
    model = LinearRegression(tol=1e-15).fit(x, r['minutes'])
    print('# least squares on 1000 miles, phone, one-hot from, one-hot to')
    show('intercept', r['minutes'].mean() - mean @ solution)
    show('coefficients', solution)
    show('scikit-learn predictions of the first five', model.predict(x[:5]))
    show('rmse', np.sqrt(((r['minutes'] - model.predict(x))**2).mean()))
    dense = LinearRegression().fit(x[:, :2], r['minutes'])
    print('# least squares on 1000 miles and phone')
    show('intercept', dense.intercept_)
    show('coefficients', dense.coef_)


if __name__ == '__main__':
    evaluation()
    base()
    plain()
