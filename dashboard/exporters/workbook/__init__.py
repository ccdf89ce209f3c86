"""The sheets of an Excel workbook: charts that Excel draws, the numbers under them, and the tables."""
