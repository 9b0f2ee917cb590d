DROP TABLE unmet_needs;
DROP TABLE demand_searches;
